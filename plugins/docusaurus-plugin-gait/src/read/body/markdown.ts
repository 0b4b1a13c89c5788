import type { Nodes, Root } from 'mdast';
import type { SyntaxProblem } from '../../model/document.ts';
import { MAX_DEPTH } from '../decode.ts';
import { findCostly } from './limits.ts';
import { parseMarkdown } from './parse.ts';
import type { BodySource } from './places.ts';

/** The tree of a body, or why there is none. */
export type ReadMarkdown = { root: Root; problem?: undefined } | { root?: undefined; problem: SyntaxProblem };

/** Parses a body, unless it would take too long or is nested deeper than {@link MAX_DEPTH}. */
export function readMarkdown(source: BodySource): ReadMarkdown {
  const costly = findCostly(source.text);
  if (costly) return refuse(source, costly.offset, `number of ${costly.what}, expected at most ${costly.limit}`);
  const root = parseMarkdown(source.text);
  const tooDeep = findDeepNode(root);
  return tooDeep
    ? refuse(source, source.getRange(tooDeep)[0], `nesting deeper than ${MAX_DEPTH}, expected less`)
    : { root };
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

function refuse({ index }: BodySource, offset: number, what: string): ReadMarkdown {
  const place = index.toPlace(offset, offset + 1);
  return { problem: { kind: 'size', message: `Unexpected ${what}`, hint: 'Split or flatten the text.', place } };
}
