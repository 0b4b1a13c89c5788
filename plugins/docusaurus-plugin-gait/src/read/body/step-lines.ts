import type { Nodes, Paragraph, PhrasingContent } from 'mdast';
import { getText } from './text.ts';

/** A step without its last lines, and what those say. */
export interface StepLines {
  rest: Nodes[];
  /** As written: `5 minutes`. */
  wait?: string;
  /** Anchor without `#`, or the address of another page. */
  onFailure?: string;
}

const WAIT = /^Wait:\s*(.+?)\.?$/u;
const ON_FAILURE = /^If this fails:/u;

/**
 * Takes `Wait: …` and `If this fails: [..](#rollback)` off the end of a step. They are the last lines, in either order; the first
 * line of a step stays whatever it says.
 */
export function takeLastLines(children: readonly Nodes[]): StepLines {
  const result: StepLines = { rest: [...children] };
  for (let at = children.length - 1; at >= 0; at -= 1) {
    const node = children[at];
    if (node?.type !== 'paragraph') break;
    const lines = toLines(node);
    const kept = lines.length;
    const first = at === 0 ? 1 : 0;
    while (lines.length > first && takeLine(lines.at(-1) ?? [], result)) lines.pop();
    if (lines.length === 0) {
      result.rest.splice(at, 1);
      continue;
    }
    if (lines.length < kept) result.rest[at] = { ...node, children: joinLines(lines) };
    break;
  }
  return result;
}

function takeLine(line: readonly PhrasingContent[], result: StepLines): boolean {
  const text = getText(line);
  const wait = WAIT.exec(text)?.[1];
  if (wait !== undefined && result.wait === undefined) {
    result.wait = wait;
    return true;
  }
  const link = line.find((node) => node.type === 'link');
  if (link?.type !== 'link' || !ON_FAILURE.test(text) || result.onFailure !== undefined) return false;
  result.onFailure = link.url.replace(/^#/u, '');
  return true;
}

/** The lines of a paragraph as written: its text is cut at line ends. */
function toLines(paragraph: Paragraph): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]];
  for (const node of paragraph.children) {
    if (node.type === 'break') lines.push([]);
    else if (node.type === 'text') {
      node.value.split(/\r\n|\n|\r/u).forEach((value, at) => {
        if (at > 0) lines.push([]);
        if (value !== '') lines.at(-1)?.push({ type: 'text', value });
      });
    } else lines.at(-1)?.push(node);
  }
  return lines.filter((line, at) => line.length > 0 || at === 0);
}

function joinLines(lines: readonly PhrasingContent[][]): PhrasingContent[] {
  return lines.flatMap((line, at): PhrasingContent[] =>
    at === 0 ? [...line] : [{ type: 'text', value: '\n' }, ...line],
  );
}
