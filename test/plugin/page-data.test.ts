import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInertJson, toPageKey } from '../../plugins/docusaurus-plugin-gait/src/theme/gait-data/page.ts';

const PAGE = {
  kind: 'sop',
  path: '/sops/a/',
  title: 'A',
  description: '',
  html: { h1: '<p>not in the script</p>' },
  data: {},
};

describe('the data in a page', () => {
  it('cannot end its script, open a comment or break a line', () => {
    const json = toInertJson({
      ...PAGE,
      title: '</script><script>alert(1)</script><!--',
      data: { text: '\u2028\u2029' },
    });
    expect(json).not.toMatch(/[<\u2028\u2029]/u);
    expect(json).not.toContain('not in the script');
    expect(JSON.parse(json)).toMatchObject({
      title: '</script><script>alert(1)</script><!--',
      data: { text: '\u2028\u2029' },
    });
  });

  it('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.json(), (title, json) => {
        const data: unknown = JSON.parse(json);
        const text = toInertJson({ ...PAGE, title, data });
        expect(text).not.toMatch(/[<\u2028\u2029]/u);
        expect(JSON.parse(text)).toEqual(
          JSON.parse(JSON.stringify({ kind: 'sop', path: '/sops/a/', title, description: '', data })),
        );
      }),
    );
  });
});

it.each([
  ['/sops/a', '/sops/a/'],
  ['/sops/a/', '/sops/a/'],
  ['/sops/a/index.html', '/sops/a/'],
  ['/', '/'],
])('the key of %s is %s', (pathname, key) => {
  expect(toPageKey(pathname)).toBe(key);
});
