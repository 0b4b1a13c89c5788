const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const LAST_CODE_POINT = 0x10_ff_ff;

/** Elements that stand within a word: taking one out must not part what it marks. */
const INLINE = /<\/?(?:span|em|strong|code|a|b|i|mark|sub|sup|abbr|kbd|del)(?:\s[^>]*)?>/gu;

/** Text as HTML that shows exactly this text, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? character);
}

/** The text that sanitised HTML shows, blocks parted by a space. */
export function getHtmlText(html: string): string {
  return unescapeHtml(html.replace(INLINE, '').replace(/<[^>]*>/gu, ' '));
}

/** What escaped text says. A reference to a character that does not exist stays as it is. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/giu, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return NAMED[name] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : whole;
  });
}
