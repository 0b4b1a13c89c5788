import { isMap, isScalar, parseDocument, Scalar, visit } from 'yaml';

/** A top-level key with everything that belongs to it: comment lines and blank lines before it, its value, to the next key. */
interface Block {
  key: string;
  text: string;
}

/**
 * YAML with its top-level keys in the given order; keys that are not listed follow in their own order. Comments move with
 * the key they stand before. The text comes back as it is when anything about it makes moving unsafe: another style than one
 * key a line, anchors, block text that keeps its trailing lines, or a result that would not say the same.
 */
export function sortTopLevelKeys(yaml: string, order: readonly string[]): string {
  const blocks = getBlocks(yaml);
  if (!blocks) return yaml;
  const { head, keys, tail } = blocks;
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  const sorted = keys
    .map((block, index) => ({ block, index }))
    .sort((a, b) => rank(a.block.key) - rank(b.block.key) || a.index - b.index)
    .map(({ block }) => block);
  if (sorted.every((block, index) => block === keys[index])) return yaml;
  const result = head + sorted.map((block) => block.text).join('') + tail;
  return saysTheSame(yaml, result) ? result : yaml;
}

function getBlocks(yaml: string): { head: string; keys: Block[]; tail: string } | undefined {
  const document = parseDocument(yaml, { strict: true, logLevel: 'silent' });
  if (document.errors.length > 0 || !isMap(document.contents) || document.contents.flow) return undefined;
  if (!canMove(yaml, document)) return undefined;
  const starts: { key: string; at: number }[] = [];
  for (const { key } of document.contents.items) {
    if (!isScalar(key) || !key.range) return undefined;
    const [at] = key.range;
    if (at > 0 && yaml[at - 1] !== '\n') return undefined;
    starts.push({ key: String(key.value), at });
  }
  const bounds = starts.map(({ at }) => getBlockStart(yaml, at));
  const last = starts.at(-1);
  if (!last) return undefined;
  // What stands at the margin after the last value belongs to no key and stays where it is.
  const end = getTailStart(yaml, last.at);
  const keys = starts.map(({ key }, index) => ({ key, text: yaml.slice(bounds[index], bounds[index + 1] ?? end) }));
  return { head: yaml.slice(0, bounds[0]), keys, tail: yaml.slice(end) };
}

function canMove(yaml: string, document: ReturnType<typeof parseDocument>): boolean {
  let isSafe = !/^(?:%|---|\.\.\.)/mu.test(yaml) && yaml.endsWith('\n');
  visit(document, {
    Node: (_, node) => {
      if ('anchor' in node && node.anchor !== undefined) isSafe = false;
    },
    Alias: () => void (isSafe = false),
    Scalar: (_, node) => {
      const isBlock = node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL;
      const [from = 0] = node.range ?? [];
      if (isBlock && /^[|>][0-9]?\+/u.test(yaml.slice(from, from + 3))) isSafe = false;
    },
  });
  return isSafe;
}

/** The comment lines directly above a key belong to it; a blank line ends them. */
function getBlockStart(yaml: string, at: number): number {
  let start = at;
  while (start > 0) {
    const previous = getLineBefore(yaml, start);
    if (!yaml.startsWith('#', previous)) break;
    start = previous;
  }
  return start;
}

/** Where the line before the one that starts at `start` begins. Less than 0 would count as 0, and find the line's own start again. */
function getLineBefore(yaml: string, start: number): number {
  return start < 2 ? 0 : yaml.lastIndexOf('\n', start - 2) + 1;
}

/** Where comments and blank lines at the margin after the last value begin. */
function getTailStart(yaml: string, from: number): number {
  let start = yaml.length;
  while (start > from) {
    const previous = getLineBefore(yaml, start);
    if (previous <= from || !/^(?:#|\r?\n)/u.test(yaml.slice(previous, start))) break;
    start = previous;
  }
  return start;
}

/** Same keys, same values, same comments, in whatever order. */
function saysTheSame(before: string, after: string): boolean {
  const read = (yaml: string): string => {
    const document = parseDocument(yaml, { logLevel: 'silent' });
    const entries = Object.entries((document.toJS() ?? {}) as Record<string, unknown>).sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const comments = yaml
      .split('\n')
      .filter((line) => line.startsWith('#'))
      .sort();
    return JSON.stringify([document.errors.length, entries, comments]);
  };
  return read(before) === read(after);
}
