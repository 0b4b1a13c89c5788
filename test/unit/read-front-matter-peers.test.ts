import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import matter from '@11ty/gray-matter';
import remarkFrontmatter from 'remark-frontmatter';
import remarkParse from 'remark-parse';
import { globSync } from 'tinyglobby';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { splitFrontMatter } from '../../plugins/docusaurus-plugin-gait/src/read/front-matter.ts';

const ROOT = join(import.meta.dirname, '../..');
const CORPORA = process.env.GAIT_CORPUS_DIR;
const FILES = [
  ...globSync('docs/**/*.md', { cwd: ROOT, absolute: true }),
  ...(CORPORA ? globSync('corpora/**/*.md', { cwd: CORPORA, absolute: true }) : []),
].sort();

const refuse = (): never => {
  throw new Error('An engine of gray-matter was called');
};
/** Keeps the YAML as text: only where it begins and ends is compared. */
const asText = (yaml: string): object => ({ yaml });
const processor = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']);

/** The splitter is Gait's own since the others take more for front matter than it may; on what it takes, all three must agree. */
describe('the splitter agrees with gray-matter and remark-frontmatter', () => {
  it('on every page here', () => {
    const compared = FILES.map((file) => ({ file, text: readFileSync(file, 'utf8') })).filter(
      ({ text }) => splitFrontMatter(text).yaml !== undefined,
    );
    expect(compared.length).toBeGreaterThan(20);
    for (const { file, text } of compared) {
      const { yaml = '', body } = splitFrontMatter(text);
      const peer = matter(text, { language: 'yaml', engines: { yaml: asText, javascript: refuse, json: refuse } });
      expect.soft((peer.data as { yaml?: string }).yaml?.trim() ?? '', file).toBe(yaml.trim());
      expect.soft(peer.content.trim(), file).toBe(body.trim());
      const [node] = processor.parse(text).children;
      expect.soft(node?.type === 'yaml' ? node.value.trim() : undefined, file).toBe(yaml.trim());
    }
  });
});
