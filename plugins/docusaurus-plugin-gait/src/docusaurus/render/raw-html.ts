import { ALLOWED_ATTRIBUTES, ALLOWED_TAGS } from '../../rules/support/html.ts';

const ATTRIBUTE = `(?:${ALLOWED_ATTRIBUTES.join('|')})(?:="[^"<>]*"|='[^'<>]*')?`;
const TAG = new RegExp(`^</?(?:${ALLOWED_TAGS.join('|')})(?:\\s+${ATTRIBUTE})*\\s*/?>`, 'iu');
/** A comment as every parser of HTML sees it: `<!-->` and `--!>` would end it earlier. */
const COMMENT = /^<!--(?!-?>)(?:(?!-->|--!>|<!--)[\s\S])*-->/u;

/**
 * The part of a stretch of raw HTML that may stay HTML: its tags are all on the allow list. Comments are taken out.
 * Undefined when anything else is in it: then the stretch is to be shown as the text that it is.
 */
export function toAllowedHtml(value: string): string | undefined {
  let kept = '';
  let rest = value;
  while (rest !== '') {
    const at = rest.indexOf('<');
    if (at < 0) return kept + rest;
    kept += rest.slice(0, at);
    rest = rest.slice(at);
    const comment = COMMENT.exec(rest)?.[0];
    const tag = comment === undefined ? TAG.exec(rest)?.[0] : undefined;
    const token = comment ?? tag;
    if (token === undefined) return undefined;
    kept += tag ?? '';
    rest = rest.slice(token.length);
  }
  return kept;
}
