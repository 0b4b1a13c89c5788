import type { Nodes, Root } from 'mdast';
import type { SyntaxProblem } from '../../model/document.ts';
import { MAX_DEPTH } from '../decode.ts';
import { parseMarkdown } from './parse.ts';
import type { BodySource } from './places.ts';

/** The tree of a body, or why there is none. */
export type ReadMarkdown = { root: Root; problem?: undefined } | { root?: undefined; problem: SyntaxProblem };

/** Parses a body unless its nesting is deeper than {@link MAX_DEPTH}: lists and quotes are counted before, the rest after. */
export function readMarkdown(source: BodySource): ReadMarkdown {
  const deep = findDeepLine(source.text);
  if (deep !== undefined) return refuse(source, deep);
  let root: Root;
  try {
    root = parseMarkdown(source.text);
  } catch (error) {
    if (error instanceof RangeError) return refuse(source, 0);
    throw error;
  }
  const tooDeep = findDeepNode(root);
  return tooDeep ? refuse(source, source.getRange(tooDeep)[0]) : { root };
}

/** Offset of a line that opens more quotes and lists than allowed. Only very long marks can. */
function findDeepLine(text: string): number | undefined {
  const match = /^(?:[ \t]*(?:>|[-+*][ \t]|[0-9]{1,9}[.)][ \t])){101}/mu.exec(text);
  return match?.index;
}

/** The first node, in no special order, that is too deep; without recursion. */
function findDeepNode(root: Root): Nodes | undefined {
  let level: Nodes[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return level[0];
    level = level.flatMap((node): Nodes[] => ('children' in node ? node.children : []));
  }
  return undefined;
}

function refuse({ index }: BodySource, offset: number): ReadMarkdown {
  return {
    problem: {
      kind: 'size',
      message: `Unexpected nesting deeper than ${MAX_DEPTH}, expected less`,
      hint: 'Flatten the text.',
      place: index.toPlace(offset, offset + 1),
    },
  };
}
