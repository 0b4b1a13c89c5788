import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { visit } from 'unist-util-visit';
import type { Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { guardLinks } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/markdown/guard-links.ts';
import { findPageFiles } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/markdown/page-files.ts';
import { findPublishedFile } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/published.ts';

const FOLDERS = { docs: 'docs', sops: 'docs/sops', standards: 'docs/standards', guide: 'docs/guide' };

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gait-links-'));
  const files: Record<string, string> = {
    'secret.txt': 'secret',
    'docs/standards/page.md': 'Page.',
    'docs/standards/flow.png': 'png',
    'docs/standards/plain.svg': '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    'docs/standards/active.svg': '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"></svg>',
    'docs/standards/page.html': '<script></script>',
    'docs/standards/.env.txt': 'secret',
    'docs/standards/a b.pdf': 'pdf',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await symlink(join(root, 'secret.txt'), join(root, 'docs/standards/linked.txt'));
  await mkdir(join(root, 'docs/guide'));
  await symlink(root, join(root, 'docs/standards/folder'));
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

function guard(markdown: string): Root {
  const file = new VFile({ path: join(root, 'docs/standards/page.md'), value: markdown });
  const tree = unified().use(remarkParse).use(remarkGfm).use(remarkDirective).parse(file);
  guardLinks({ root, ...FOLDERS })(tree, file);
  return tree;
}

/** Addresses that are left, and text. */
function look(markdown: string): { urls: string[]; text: string } {
  const urls: string[] = [];
  let text = '';
  visit(guard(markdown), (node) => {
    if ('url' in node) urls.push(node.url);
    if ('value' in node) text += node.value;
    if (node.type === 'image') text += `[${node.alt}]`;
  });
  return { urls, text };
}

it.each([
  ['../sops/ops/restart.md#step', '/sops/restart/#step'],
  ['../guide/write.md', '/guide/write/'],
  ['../guide/README.md', '/guide/'],
  ['other.md#x', 'other.md#x'],
  ['control:basic@1.0#1.1', '/controls/basic-1-0/1-1/'],
  ['automation:restart', '/automations/restart/'],
  ['flow.png', 'flow.png'],
  ['a%20b.pdf', 'a%20b.pdf'],
  ['#levels', '#levels'],
  ['https://e.example/?a=1', 'https://e.example/?a=1'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
])('%s leads to %s', (address, url) => {
  expect(look(`[x](${address})`).urls).toEqual([url]);
});

it.each([
  ...['../../secret.txt', 'linked.txt', 'folder/secret.txt', '.env.txt', 'page.html', 'active.svg', 'missing.pdf'],
  ...['@site/secret.txt', '@site/docs/standards/flow.png', '/etc/passwd', 'pathname:///x', 'javascript:alert(1)'],
  ...['!!raw-loader!./flow.png', '//e.example/', 'file:///etc/passwd', '../../package.json', 'control:basic'],
])('a link to %s is its text alone', (address) => {
  expect(look(`[a *b*](${address})`)).toEqual({ urls: [], text: 'a b' });
  expect(look(`[a][r]\n\n[r]: ${address}`).urls.every((url) => url === '#')).toBe(true);
});

it.each([
  'https://e.example/x.png',
  'data:image/png,x',
  '../../secret.txt',
  'linked.txt',
  'active.svg',
  '@site/docs/standards/flow.png',
])('an image from %s is its text alone', (address) => {
  expect(look(`![a](${address})`)).toEqual({ urls: [], text: 'a' });
  expect(look(`[![a](${address})](javascript:1)`)).toEqual({ urls: [], text: 'a' });
  expect(look(`![a][r]\n\n[r]: ${address}`).text).toBe('a');
});

it.each(['flow.png', 'plain.svg'])('the image %s stays, by reference too', (address) => {
  expect(look(`![a](${address})`)).toEqual({ urls: [address], text: '[a]' });
  expect(look(`![a][r]\n\n[r]: ${address}`).urls).toContain(address);
});

it('raw HTML is what the list allows, or text', () => {
  const types = (markdown: string): string[] => {
    const found: string[] = [];
    visit(guard(markdown), 'html', (node) => void found.push(node.value));
    return found;
  };
  expect(types('Press <kbd>q</kbd>.\n\n<details><summary>x</summary>\n\ny\n\n</details>\n\n<!-- c -->')).toEqual([
    ...['<kbd>', '</kbd>', '<details><summary>x</summary>', '</details>', ''],
  ]);
  expect(types('<script>x</script>\n\nText <img src=x onerror=y> text.')).toEqual([]);
});

it('what looks like a directive is text', () => {
  expect(look('At 10:30, ec2:RunInstances on arn:aws:iam::123:role/x :a[b]{c=d}.\n\n::name{a=b}').text).toBe(
    'At 10:30, ec2:RunInstances on arn:aws:iam::123:role/x :a[b]{c=d}.::name{a=b}',
  );
});

it('finds a file to publish by its real path alone', () => {
  const find = (file: string): string | undefined => findPublishedFile({ root, folders: ['docs'], file });
  expect(find('docs/standards/flow.png')).toBe(join(root, 'docs/standards/flow.png'));
  for (const file of [
    'docs/standards/linked.txt',
    'docs/standards/folder/secret.txt',
    'docs/../secret.txt',
    'secret.txt',
    'docs/standards',
  ]) {
    expect(find(file)).toBeUndefined();
  }
});

it('keeps content-docs from what a symbolic link points at', () => {
  expect(findPageFiles(join(root, 'docs/standards'))).toEqual({
    hasPages: true,
    exclude: ['folder', 'folder/**', 'linked.txt', 'linked.txt/**'],
  });
  expect(findPageFiles(join(root, 'docs/guide'))).toEqual({ hasPages: false, exclude: [] });
  expect(findPageFiles(join(root, 'docs/missing'))).toBeUndefined();
});
