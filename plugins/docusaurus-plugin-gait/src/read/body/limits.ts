import { MAX_DEPTH } from '../decode.ts';

/** Why a text would take a parser of Markdown too long, and from where. */
export interface CostlyText {
  offset: number;
  /** What there is too much of. */
  what: string;
  limit: number;
}

/** Containers (`:::`) in containers: each is parsed once more for every one around it. */
const MAX_CONTAINERS = 20;
/** Pairing marks of emphasis takes time with the square of their number in a paragraph: this is about one second. */
const MAX_MARK_PAIRS = 50_000_000;

const DEEP_LINE = /^(?:[ \t]*(?:>|[-+*][ \t]|[0-9]{1,9}[.)][ \t])){101}/mu;
/** Marks that may open or close emphasis: not `_` inside a word. */
const MARK = /[*~]|_(?![A-Za-z0-9])|(?<![A-Za-z0-9_])_/gu;
const CONTAINER = /^[ \t>]*:{3,}[ \t]*([^\s:]?)/gmu;

/** Looks, in one pass each and without parsing, for what real pages never have and parsers are slow at. */
export function findCostly(text: string): CostlyText | undefined {
  const deep = DEEP_LINE.exec(text);
  if (deep) return { offset: deep.index, what: 'quotes and lists inside each other', limit: MAX_DEPTH };
  return findNestedContainers(text) ?? findManyMarks(text);
}

function findNestedContainers(text: string): CostlyText | undefined {
  let depth = 0;
  for (const { 1: name, index } of text.matchAll(CONTAINER)) {
    depth = name === '' ? Math.max(0, depth - 1) : depth + 1;
    if (depth > MAX_CONTAINERS) return { offset: index, what: '`:::` blocks inside each other', limit: MAX_CONTAINERS };
  }
  return undefined;
}

function findManyMarks(text: string): CostlyText | undefined {
  let pairs = 0;
  for (const { 0: block, index } of text.matchAll(/(?:[^\n]*[^\s][^\n]*\n?)+/gu)) {
    pairs += (block.match(MARK)?.length ?? 0) ** 2;
    if (pairs > MAX_MARK_PAIRS)
      return { offset: index, what: 'marks of emphasis in a paragraph', limit: Math.sqrt(MAX_MARK_PAIRS) | 0 };
  }
  return undefined;
}
