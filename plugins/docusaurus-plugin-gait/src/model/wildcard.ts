/** Regular expression, without anchors, of a text in which `*` is any text and nothing else is special. */
export function toWildcardSource(text: string): string {
  return text
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/gu, '\\$&'))
    .join('.*');
}
