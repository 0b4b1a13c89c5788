/** Licences under which text may be kept with its source named. */
const FREE =
  /\b(?:public[ -]domain|CC0|CC[ -]BY|Creative Commons Attribution|Apache|MIT|BSD|ISC|MPL|Unlicense|OGL|Open Government)\b/iu;
/** What takes that away again: no commercial use, no changes, or words that say that nothing is known. */
const RESTRICTED = /\bNC\b|\bND\b|non-?commercial|no-?deriv|not stated|unknown|proprietary|all rights reserved/iu;

/**
 * Whether the text of a standard may stand in a catalogue: public domain, Creative Commons with attribution (share-alike too) and
 * the usual free licences. Anything else, and anything in doubt, may not: facts alone are kept then.
 */
export function allowsText(licence: string): boolean {
  return FREE.test(licence) && !RESTRICTED.test(licence);
}
