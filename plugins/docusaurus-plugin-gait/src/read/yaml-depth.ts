import { Parser, type CST } from 'yaml';
import { MAX_DEPTH } from './decode.ts';

/**
 * Offset of the first node that is nested too deep, before anything recursive looks at the text. A cheap bound settles nearly
 * every file; the rest is measured on the concrete syntax, which is read without recursion.
 */
export function findTooDeep(text: string): number | undefined {
  if (getDepthBound(text) <= MAX_DEPTH) return undefined;
  const stack: { token: CST.Token | null | undefined; depth: number }[] = [];
  for (const document of new Parser().parse(text)) stack.push({ token: document, depth: 0 });
  let first: number | undefined;
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { token, depth } = next;
    if (!token) continue;
    if (depth > MAX_DEPTH) {
      first = Math.min(first ?? token.offset, token.offset);
      continue;
    }
    if (token.type === 'document') stack.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const item of token.items) {
      stack.push({ token: item.key, depth: depth + 1 }, { token: item.value, depth: depth + 1 });
    }
  }
  return first;
}

/** At least as deep as the text can be: brackets, and marks of a list or key on the way to the widest indentation. */
function getDepthBound(text: string): number {
  const brackets = text.match(/[[{]/gu)?.length ?? 0;
  const blocks = text.match(/^[ \t]*(?:[-?:][ \t]+)*/gmu) ?? [];
  return brackets + blocks.reduce((widest, lead) => Math.max(widest, lead.length), 0) + 1;
}
