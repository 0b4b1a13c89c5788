import type { Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified, type Processor } from 'unified';

/** Character code under which directives are registered. */
const COLON = 58;

/**
 * CommonMark with tables, strikethrough, task lists, footnotes, bare links, and `:::` containers. Text and leaf directives are
 * not parsed: `ec2:RunInstances`, `10:30` and `::name` stay text.
 */
const processor = unified().use(remarkParse).use(remarkGfm).use(remarkDirective).use(keepContainersAlone).freeze();

let last: { text: string; root: Root } | undefined;

/**
 * Parses Markdown without front matter; places count from the start of `text`. The tree of the last text is kept, so that
 * whoever renders a page right after it was read gets the same tree: treat it as read-only.
 */
export function parseMarkdown(text: string): Root {
  if (last?.text !== text) last = { text, root: processor.parse(text) };
  return last.root;
}

/** Takes the constructs for text and leaf directives out of what remark-directive has just added. */
function keepContainersAlone(this: Processor): void {
  const { micromarkExtensions = [] } = this.data() as { micromarkExtensions?: Construct[] };
  const { text: _text, flow, ...rest } = micromarkExtensions.pop() ?? {};
  micromarkExtensions.push({ ...rest, flow: { [COLON]: flow?.[COLON]?.slice(0, 1) ?? [] } });
}

/** What matters here of an extension of micromark: constructs by the character they begin with, containers first. */
interface Construct {
  text?: unknown;
  flow?: Record<number, unknown[]>;
}
