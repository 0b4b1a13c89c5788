import { parsePageBody } from '../../read/body/index.ts';
import { decodeText } from '../../read/decode.ts';
import {
  parseFrontMatterForDocusaurus,
  SAFE_FRONT_MATTER,
  type FrontMatterInput,
  type FrontMatterOutput,
} from '../../read/docusaurus-front-matter.ts';
import { splitFrontMatter } from '../../read/front-matter.ts';

/** Keys that content-docs reads, by the type that it expects. Any other value of theirs would stop it with an error of its own. */
const DOCS_KEYS: Record<string, 'string' | 'number' | 'boolean'> = {
  title: 'string',
  description: 'string',
  slug: 'string',
  sidebar_label: 'string',
  sidebar_position: 'number',
  pagination_label: 'string',
  hide_title: 'boolean',
  hide_table_of_contents: 'boolean',
  toc_min_heading_level: 'number',
  toc_max_heading_level: 'number',
  unlisted: 'boolean',
};

/** Key under which a page gets its addresses on the git host. Ours alone: see `page-links.ts`. */
export const PAGE_LINKS = 'gait_links';

/** Keys that content-docs reads and that pages here do not have: addresses, code, ids besides the file's name. */
const REFUSED_KEYS: ReadonlySet<string> = new Set([
  PAGE_LINKS,
  ...['custom_edit_url', 'displayed_sidebar', 'draft', 'format', 'id', 'image', 'keywords', 'last_update', 'mdx'],
  ...[
    'pagination_next',
    'pagination_prev',
    'parse_number_prefixes',
    'sidebar_class_name',
    'sidebar_custom_props',
    'tags',
  ],
]);

const PLAIN_SLUG = /^\/?(?:[a-z0-9][a-z0-9._-]*\/?)*$/iu;

/**
 * `markdown.parseFrontMatter` for content-docs. What Gait's parser refuses has no front matter here, and what content-docs would
 * stumble over is left out: the validator reports both, with places, and stops the build; this keeps the page harmless until then.
 */
export const parseFrontMatter = Object.assign(
  async (input: FrontMatterInput): Promise<FrontMatterOutput> => {
    if (getProblem(input.fileContent) !== undefined) return { frontMatter: {}, content: '' };
    try {
      const { frontMatter, content } = await parseFrontMatterForDocusaurus(input);
      return { frontMatter: Object.fromEntries(Object.entries(frontMatter).filter(isHarmless)), content };
    } catch {
      return { frontMatter: {}, content: '' };
    }
  },
  { [SAFE_FRONT_MATTER]: true },
);

/** `markdown.preprocessor`: what cannot be parsed within the limits is not handed to a parser at all. */
export function preprocess({ fileContent }: FrontMatterInput): string {
  const problem = getProblem(fileContent);
  return problem === undefined ? fileContent : `This page cannot be shown: ${problem}.`;
}

/** Docusaurus asks for each page several times. */
const known = new Map<string, string | undefined>();
const MOST_KNOWN = 1_000;

/** Why a text cannot be read as a page. */
function getProblem(fileContent: string): string | undefined {
  if (known.size > MOST_KNOWN) known.clear();
  if (!known.has(fileContent)) known.set(fileContent, findProblem(fileContent));
  return known.get(fileContent);
}

function findProblem(fileContent: string): string | undefined {
  const { text, problems } = decodeText(new TextEncoder().encode(fileContent));
  if (text === undefined) return problems[0]?.message;
  const { body, bodyStart, problem } = splitFrontMatter(text);
  return (problem ?? parsePageBody({ text: body, start: bodyStart }).problem)?.message;
}

function isHarmless([key, value]: [string, unknown]): boolean {
  if (REFUSED_KEYS.has(key)) return false;
  if (key === 'slug') return typeof value === 'string' && PLAIN_SLUG.test(value);
  return !Object.hasOwn(DOCS_KEYS, key) || typeof value === DOCS_KEYS[key];
}
