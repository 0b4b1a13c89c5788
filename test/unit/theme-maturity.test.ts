import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../plugins/docusaurus-plugin-gait/src/report/pages/evidence.ts';
import { SopMaturity } from '../../plugins/docusaurus-plugin-gait/src/theme/gait-parts/SopMaturity.tsx';

const EVIDENCE: Evidence = {
  claimed: 'walk',
  earned: 'crawl',
  effective: 'crawl',
  rehearsed: false,
  unmet: [{ level: 'walk', what: '0 of 1 record' }],
  counting: [],
  outdated: [],
  ignored: [],
};

const render = (changes: Partial<Evidence>): string =>
  renderToStaticMarkup(createElement(SopMaturity, { evidence: { ...EVIDENCE, ...changes } }));

describe('where an SOP stands', () => {
  it('names records of earlier texts, and links to the steps that changed since', () => {
    const html = render({
      outdated: [
        {
          fingerprint: 'g1-0000000000000000',
          records: [{ id: '2026-11-02-k3f9qa', on: '2026-11-02' }],
          changes: [
            { text: 'Step 2, “<b>List</b>”, changed: text', step: 'list-keys' },
            { text: 'Variable USER_NAME pattern changed' },
          ],
        },
        { fingerprint: 'g1-0000000000000001', records: [{ id: '2026-10-02-aaaaaa', on: '2026-10-02' }], changes: null },
      ],
      ignored: [{ id: '2026-09-02-bbbbbb', reason: 'ended as failed' }],
    });
    expect(html).toContain('<a href="#list-keys">Step 2, “&lt;b&gt;List&lt;/b&gt;”, changed: text</a>');
    expect(html).toContain('<li>Variable USER_NAME pattern changed</li>');
    expect(html).toContain('<code>2026-10-02-aaaaaa</code>');
    expect(html).toContain('What changed since is not known');
    expect(html).toContain('Other records that do not count');
    // Nothing else speaks for the SOP, so it stands open.
    expect(html).toContain('<details open="">');
  });

  it('says nothing of them where there are none', () => {
    const html = render({ ignored: [{ id: '2026-09-02-bbbbbb', reason: 'ended as failed' }] });
    expect(html).not.toContain('earlier text');
    expect(html).toContain('<summary>Records that do not count</summary>');
  });
});
