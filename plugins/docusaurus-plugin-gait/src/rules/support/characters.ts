/** A character that does not belong where it stands. `length` counts UTF-16 code units. */
export interface OddCharacter {
  index: number;
  length: number;
  kind: 'control' | 'direction' | 'invisible' | 'look-alike';
  /** `U+202E`. */
  code: string;
  /** What it looks like, when it looks like something else. */
  looksLike?: string;
}

/** C0 without tab and line ends, DEL, C1, line and paragraph separator, and lone surrogates. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|\p{Cs}/u;
/** Everything that changes the direction of text (Unicode TR 9). */
const DIRECTION = /\p{Bidi_Control}/u;
/** Everything that shows nothing: soft hyphen, zero-width spaces and joiners, fillers, tags, selectors of variants. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
/** An emoji, or a letter of a script that uses joiners: what may stand before one. */
const TAKES_JOINER =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}]$/u;
const TAKES_SELECTOR = /[\p{Extended_Pictographic}0-9#*\p{Script=Han}]$/u;

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;

/** Punctuation and spaces that look like those of a shell, each with what it looks like (Unicode TR 39, confusables). */
const PUNCTUATION = new Map<string, string>(
  Object.entries({
    '-': '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d',
    "'": '\u2018\u2019\u201a\u201b\u2032\u02b9\u02bc\uff07',
    '"': '\u201c\u201d\u201e\u201f\u2033\uff02',
    '`': '\u02cb\u1fef\uff40',
    ';': '\u037e\uff1b',
    '/': '\u2044\u2215\u29f8\uff0f',
    '\\': '\u2216\u29f5\u29f9\uff3c',
    '|': '\u01c0\u2223\uff5c',
    '.': '\u2024\uff0e',
    ':': '\u0589\u2236\ua789\uff1a',
    '*': '\u2217\u204e\uff0a',
    ' ': '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
  }).flatMap(([plain, odd]) => [...odd].map((one): [string, string] => [one, plain])),
);

/** Letters of Cyrillic, Greek and Armenian that look like Latin ones. */
// prettier-ignore
const LETTERS = new Map<string, string>(
  Object.entries({
    a: 'аα', b: 'Ьƅ', c: 'сϲ', d: 'ԁ', e: 'еҽ', g: 'ցɡ', h: 'һհ', i: 'іι', j: 'јϳ', k: 'κ', l: 'ӏ', n: 'ոп', o: 'оοօ', p: 'рρ',
    q: 'ԛ', r: 'г', s: 'ѕ', u: 'υս', v: 'ѵν', w: 'ԝω', x: 'хχ', y: 'уγ', z: 'ᴢ',
    A: 'АΑ', B: 'ВΒ', C: 'СϹ', E: 'ЕΕ', H: 'НΗ', I: 'ІΙ', J: 'Ј', K: 'КΚ', M: 'МΜ', N: 'Ν', O: 'ОΟ', P: 'РΡ', S: 'Ѕ', T: 'ТΤ',
    X: 'ХΧ', Y: 'ҮΥ', Z: 'Ζ',
  }).flatMap(([plain, odd]) => [...odd].map((one): [string, string] => [one, plain])),
);

/** Quick way out: text of printable ASCII has nothing odd. */
const PLAIN = /^[\t\n\r -~]*$/u;

/**
 * Finds characters that make a text read otherwise than it runs: control, direction, invisible and look-alike ones.
 * @param isProse look for look-alike letters in mixed words alone, and leave punctuation be: text meant for reading.
 */
export function findOddCharacters(text: string, isProse = false): OddCharacter[] {
  if (PLAIN.test(text)) return [];
  const found: OddCharacter[] = [];
  let index = 0;
  for (const character of text) {
    const end = index + character.length;
    const around = { before: text.slice(Math.max(0, index - 2), index), after: text.slice(end, end + 1) };
    const odd = getOddity(character, around, isProse);
    if (odd) found.push({ index, length: character.length, code: toCode(character), ...odd });
    index = end;
  }
  return [...found, ...findLetters(text)].sort((a, b) => a.index - b.index);
}

function getOddity(
  character: string,
  around: { before: string; after: string },
  isProse: boolean,
): Pick<OddCharacter, 'kind' | 'looksLike'> | undefined {
  if (CONTROL.test(character)) return { kind: 'control' };
  if (DIRECTION.test(character)) return { kind: 'direction' };
  if (INVISIBLE.test(character)) return isPartOfLetter(character, around.before) ? undefined : { kind: 'invisible' };
  if (isProse) return undefined;
  const width = character.codePointAt(0) ?? 0;
  const wide = width >= 0xff01 && width <= 0xff5e ? String.fromCodePoint(width - 0xfee0) : undefined;
  const looksLike = PUNCTUATION.get(character) ?? wide;
  return looksLike === undefined || isAtHome(character, around) ? undefined : { kind: 'look-alike', looksLike };
}

/** Joiners and selectors of variants that make up one letter or emoji with what stands before them. */
function isPartOfLetter(character: string, before: string): boolean {
  if (/[\u200c\u200d]/u.test(character)) return TAKES_JOINER.test(before);
  return /[\ufe00-\ufe0f]/u.test(character) && TAKES_SELECTOR.test(before);
}

/** Wide punctuation beside East Asian text, and a dash between two spaces, as in prose. */
function isAtHome(character: string, { before, after }: { before: string; after: string }): boolean {
  if (/[\u3000\uff01-\uff5e]/u.test(character)) return EAST_ASIAN.test(before.slice(-1)) || EAST_ASIAN.test(after);
  return /[\u2012-\u2015]/u.test(character) && before.endsWith(' ') && after === ' ';
}

/** Look-alike letters in a word that mixes them with Latin ones, or that has nothing else. */
function findLetters(text: string): OddCharacter[] {
  const found: OddCharacter[] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{N}]{2,}/gu)) {
    const letters = [...word];
    const odd = letters.filter((letter) => LETTERS.has(letter));
    if (odd.length === 0 || !(/\p{Script=Latin}/u.test(word) || odd.length === letters.length)) continue;
    let at = index;
    for (const letter of letters) {
      const looksLike = LETTERS.get(letter);
      if (looksLike)
        found.push({ index: at, length: letter.length, kind: 'look-alike', code: toCode(letter), looksLike });
      at += letter.length;
    }
  }
  return found;
}

function toCode(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
