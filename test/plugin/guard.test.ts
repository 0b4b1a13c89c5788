import type { DocusaurusConfig } from '@docusaurus/types';
import { expect, it } from 'vitest';
import { checkSiteConfig } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/guard.ts';
import { validateOptions } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/options.ts';
import { parseFrontMatterForDocusaurus } from '../../plugins/docusaurus-plugin-gait/src/read/docusaurus-front-matter.ts';

type Parser = (input: { filePath: string; fileContent: string }) => Promise<{ frontMatter: object; content: string }>;

function config(changes: { markdown?: object; trailingSlash?: boolean; router?: string } = {}): DocusaurusConfig {
  return {
    trailingSlash: changes.trailingSlash ?? true,
    future: { experimental_router: changes.router ?? 'browser' },
    markdown: { format: 'md', parseFrontMatter: parseFrontMatterForDocusaurus, ...changes.markdown },
  } as unknown as DocusaurusConfig;
}

it('accepts a site whose Markdown never runs', () => {
  expect(() => checkSiteConfig(config())).not.toThrow();
});

it.each([
  ['a parser that evaluates front matter', { markdown: { parseFrontMatter: () => ({}) } }, 'markdown.parseFrontMatter'],
  ['MDX', { markdown: { format: 'mdx' } }, "markdown.format must be 'md', not 'mdx'"],
  ['MDX by file name', { markdown: { format: 'detect' } }, "not 'detect'"],
  ['addresses without a slash', { trailingSlash: false }, 'trailingSlash must be true'],
  ['the hash router', { router: 'hash' }, 'experimental_router'],
])('refuses %s', (_, changes, message) => {
  expect(() => checkSiteConfig(config(changes))).toThrow(message);
  expect(() => checkSiteConfig(config(changes))).toThrow('createGaitSite()');
});

it('knows the safe parser also when another copy of the module made it', () => {
  const copy = Object.assign(() => undefined, { [Symbol.for('gait.safe-front-matter')]: true });
  expect(() => checkSiteConfig(config({ markdown: { parseFrontMatter: copy } }))).not.toThrow();
});

it.each([
  '---js\n{a: process.exit()}\n---\n',
  '---javascript\n{}\n---\n',
  '--- js\n{}\n---\n',
  '---\nmdx: {format: mdx}\n---\n',
  '---\nformat: mdx\n---\n',
])('the parser refuses %j', async (fileContent) => {
  const parse = parseFrontMatterForDocusaurus as Parser;
  await expect(parse({ filePath: '/site/docs/guide/a.md', fileContent })).rejects.toThrow('/site/docs/guide/a.md:');
});

it('options are few and strict', () => {
  expect(validateOptions({ options: {} })).toEqual({ id: 'default', root: '.', onError: 'throw' });
  expect(() => validateOptions({ options: { onEror: 'warn', asOf: 'today' } })).toThrow(
    'Unexpected options of docusaurus-plugin-gait:\n- asOf',
  );
});
