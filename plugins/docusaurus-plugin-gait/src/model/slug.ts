/** Everything that an anchor drops: what is neither letter, mark, digit, connector, hyphen nor space. */
const DROPPED = /[^\p{Alphabetic}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu;

/**
 * The anchor of a heading, as git hosts and Docusaurus make it: lower case, punctuation dropped, spaces to hyphens.
 * Two headings may have the same one: see {@link createSlugger}.
 */
export function toSlug(text: string): string {
  return text.toLowerCase().replace(DROPPED, '').replaceAll(' ', '-');
}

/** Makes anchors that are unique on a page: the second `steps` is `steps-1`. */
export function createSlugger(): (text: string) => string {
  const used = new Map<string, number>();
  return (text) => {
    const slug = toSlug(text);
    let unique = slug;
    while (used.has(unique)) {
      const count = (used.get(slug) ?? 0) + 1;
      used.set(slug, count);
      unique = `${slug}-${count}`;
    }
    used.set(unique, 0);
    return unique;
  };
}

/** What stands alone between letters and digits in most names, by how many hyphens stand for it. */
const HYPHENS: Record<string, string> = { '.': '-', '-': '--', _: '---' };
const ESCAPE = '----';
const CASE = '-----';

/**
 * The part of an address that stands for a control, check or alert; no two texts have the same one.
 * Letters and digits stay, in lower case; between them one `.` is `-`, one `-` is `--`, one `_` is `---`; any other run is `----`,
 * the hexadecimal code points joined by `x`, and `-`. When there were capitals, `-----` ends it with which letters they were:
 * one bit for each letter after a leading one, in base 36.
 */
export function toUrlSlug(text: string): string {
  const slug = lowerAscii(text).replace(/[^a-z0-9]+/gu, toHyphens);
  const letters = text.replace(/[^A-Za-z]+/gu, '');
  if (!/[A-Z]/u.test(letters)) return slug;
  const bits = letters.replace(/[A-Z]/gu, '1').replace(/[a-z]/gu, '0');
  return `${slug}${CASE}${BigInt(`0b1${bits}`).toString(36)}`;
}

function toHyphens(run: string): string {
  const codes = [...run].map((character) => (character.codePointAt(0) ?? 0).toString(16));
  return HYPHENS[run] ?? `${ESCAPE}${codes.join('x')}-`;
}

/** Other scripts keep their case, since they are escaped. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/gu, (capitals) => capitals.toLowerCase());
}

/** The text that {@link toUrlSlug} gives this part of an address for; undefined when there is none. */
export function fromUrlSlug(slug: string): string | undefined {
  if (slug.length > MAX_SLUG) return undefined;
  const [, before = slug, code] = /^(.*)-----([0-9a-z]+)$/u.exec(slug) ?? [];
  const text = before.replace(/----([0-9a-f]+(?:x[0-9a-f]+)*)-|-{1,3}/gu, toRun);
  const result = code === undefined ? text : withCapitals(text, code);
  return toUrlSlug(result) === slug ? result : undefined;
}

/** Longer than any address that stands for something; decoding takes time that grows with its square. */
const MAX_SLUG = 400;

function toRun(run: string, codes: string | undefined): string {
  if (codes === undefined) return Object.keys(HYPHENS).find((one) => HYPHENS[one] === run) ?? run;
  return codes
    .split('x')
    .map((code) => Number.parseInt(code, 16))
    .map((code) => (code <= 0x10_ff_ff ? String.fromCodePoint(code) : ''))
    .join('');
}

function withCapitals(text: string, code: string): string {
  const value = [...code].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
  const bits = value.toString(2);
  let at = 1;
  return text.replace(/[a-z]/gu, (letter) => (bits[at++] === '1' ? letter.toUpperCase() : letter));
}
