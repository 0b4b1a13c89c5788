import { z } from 'zod';
import { splitFrontMatter } from './front-matter.ts';
import { FORBIDDEN_KEYS } from './guide.ts';
import { readYaml } from './yaml.ts';

/** What Docusaurus hands to `markdown.parseFrontMatter`. Its own parser comes along and is never called: it evaluates `---js`. */
export interface FrontMatterInput {
  filePath: string;
  fileContent: string;
}

/** What Docusaurus expects back. */
export interface FrontMatterOutput {
  frontMatter: Record<string, unknown>;
  content: string;
}

/** Marks the safe parser, also when two copies of this package are loaded. */
export const SAFE_FRONT_MATTER = Symbol.for('gait.safe-front-matter');

/**
 * Gait's front-matter parser for `markdown.parseFrontMatter` of Docusaurus. Runs nothing that a page says.
 * @throws {Error} for every problem, with file, line and what to do.
 */
export const parseFrontMatterForDocusaurus = Object.assign(
  ({ filePath, fileContent }: FrontMatterInput): Promise<FrontMatterOutput> => {
    return Promise.resolve().then(() => parse(filePath, fileContent));
  },
  { [SAFE_FRONT_MATTER]: true },
);

function parse(filePath: string, fileContent: string): FrontMatterOutput {
  const { yaml, yamlStart, body, problem } = splitFrontMatter(fileContent);
  if (problem) throw toError(filePath, problem);
  if (yaml === undefined) return { frontMatter: {}, content: body.trim() };
  const { raw, syntax, issues, places } = readYaml({ text: yaml, start: yamlStart, schema: z.looseObject({}) });
  const [first] = [...syntax.filter((one) => one.kind === 'yaml' || one.kind === 'size'), ...issues];
  if (first) throw toError(filePath, first);
  const frontMatter = (raw ?? {}) as Record<string, unknown>;
  for (const key of FORBIDDEN_KEYS) {
    if (!Object.hasOwn(frontMatter, key)) continue;
    throw toError(filePath, {
      message: `Unexpected key \`${key}\` in front matter, expected plain Markdown`,
      hint: 'Remove the key: pages are never compiled as code.',
      place: places[`/${key}`]?.value,
    });
  }
  return { frontMatter, content: body.trim() };
}

function toError(
  filePath: string,
  problem: { message: string; hint?: string; place?: { start: { line: number; column: number } } },
): Error {
  const { message, hint, place } = problem;
  const at = place ? `:${place.start.line}:${place.start.column}` : '';
  return new Error(`${filePath}${at}: ${message}.${hint === undefined ? '' : ` ${hint}`}`);
}
