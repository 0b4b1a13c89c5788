import { expect, it } from 'vitest';
import {
  parseFrontMatter,
  preprocess,
} from '../../plugins/docusaurus-plugin-gait/src/docusaurus/markdown/front-matter.ts';

async function read(fileContent: string): Promise<{ frontMatter: Record<string, unknown>; content: string }> {
  return parseFrontMatter({ filePath: '/site/docs/guide/a.md', fileContent });
}

it('hands over what content-docs knows how to read, and keys of others', async () => {
  const { frontMatter, content } = await read(
    '---\ntitle: A\nsidebar_position: 2\nslug: /x/y\nled_by: Security\n---\n\nText.\n',
  );
  expect(frontMatter).toEqual({ title: 'A', sidebar_position: 2, slug: '/x/y', led_by: 'Security' });
  expect(content).toBe('Text.');
});

it.each([
  ...[
    'title: [1]',
    'slug: ../../x',
    "slug: 'javascript:x'",
    'slug: 5',
    'tags: 5',
    'id: a/b',
    "custom_edit_url: 'javascript:x'",
  ],
  ...['displayed_sidebar: none', 'draft: true', 'sidebar_position: first', 'last_update: 5', 'pagination_next: 5'],
])('leaves out what would stop content-docs or lead elsewhere: %s', async (line) => {
  expect((await read(`---\n${line}\n---\n\nText.\n`)).frontMatter).toEqual({});
});

it.each([
  '---js\n{}\n---\n',
  '---\nformat: mdx\n---\n',
  '---\na: [\n---\n',
  '---\nnever closed\n',
  `---\ntitle: A\n---\n${'>'.repeat(300)} x`,
  'x'.repeat(30_000),
  'a\0b',
])('has nothing for what cannot be read: %#', async (text) => {
  expect(await read(text)).toEqual({ frontMatter: {}, content: '' });
});

it('keeps from the parsers what would be too much for them', () => {
  expect(preprocess({ filePath: 'a.md', fileContent: 'Text.' })).toBe('Text.');
  expect(preprocess({ filePath: 'a.md', fileContent: `${'> '.repeat(300)}x` })).toMatch(
    /^This page cannot be shown: Unexpected /u,
  );
  expect(preprocess({ filePath: 'a.md', fileContent: 'x'.repeat(2_000_000) })).toMatch(
    /^This page cannot be shown: Unexpected size/u,
  );
});
