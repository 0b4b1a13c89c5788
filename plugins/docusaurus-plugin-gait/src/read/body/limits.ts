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
/** Pairing marks of emphasis takes time with the square of their number in a paragraph: this many take about one second. */
const MAX_MARKS = 7_000;
const MAX_MARK_PAIRS = MAX_MARKS ** 2;

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
  let offset = 0;
  let pairs = 0;
  let marks = 0;
  for (const line of text.split('\n')) {
    const more = line.match(MARK)?.length ?? 0;
    if (line.trim() === '') marks = 0;
    pairs += more * (2 * marks + more);
    marks += more;
    if (pairs > MAX_MARK_PAIRS) return { offset, what: 'marks of emphasis in a paragraph', limit: MAX_MARKS };
    offset += line.length + 1;
  }
  return undefined;
}
