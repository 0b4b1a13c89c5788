import type { SyntaxProblem } from '../model/document.ts';

/** Largest file, in bytes. */
export const MAX_BYTES = 1_000_000;
/** Longest line, in UTF-16 code units. */
export const MAX_LINE = 20_000;
/** Deepest nesting of YAML and of Markdown. */
export const MAX_DEPTH = 100;

/** The byte order mark as a character. */
const BOM = '\uFEFF';

/** The text of a file, or why it has none. `text` keeps a byte order mark, so that offsets are those of the file. */
export interface Decoded {
  text?: string;
  /** Problems that leave the text readable (a byte order mark), or the one that does not. */
  problems: SyntaxProblem[];
}

/**
 * Bytes to text: UTF-8 alone, within the limits of size. Everything is refused with one diagnostic, before anything that could be
 * slow looks at it.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length > MAX_BYTES) {
    return refuse({
      kind: 'size',
      message: `Unexpected size of ${bytes.length} bytes, expected at most ${MAX_BYTES}`,
      hint: 'Split the file, or link to what is large.',
    });
  }
  const encoding = getOtherEncoding(bytes);
  if (encoding) {
    return refuse({
      kind: 'encoding',
      message: `Unexpected encoding ${encoding}, expected UTF-8`,
      expected: ['UTF-8'],
      hint: 'Save the file as UTF-8.',
    });
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const offset = findInvalid(bytes);
    const place = toPlaceInBytes(bytes, offset);
    return refuse({
      kind: 'encoding',
      message: `Unexpected byte \`0x${toHex(bytes[offset] ?? 0)}\` at line ${place.start.line}, expected UTF-8`,
      hint: 'Save the file as UTF-8.',
      place,
    });
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    return refuse({
      kind: 'encoding',
      message: 'Unexpected character NUL, expected text',
      hint: 'Remove the character, or save the file as UTF-8.',
      place: toPlace(text, nul),
    });
  }
  const long = findLongLine(text);
  if (long !== undefined) {
    return refuse({
      kind: 'size',
      message: `Unexpected line of more than ${MAX_LINE} characters, expected shorter lines`,
      hint: 'Wrap the line.',
      place: toPlace(text, long),
    });
  }
  const problems: SyntaxProblem[] = text.startsWith(BOM)
    ? [
        {
          kind: 'bom',
          message: 'Unexpected byte order mark at the start of the file, expected none',
          hint: 'Save the file as UTF-8 without a byte order mark.',
          place: toPlace(text, 0),
        },
      ]
    : [];
  return { text, problems };
}

/** Offset at which the text proper starts: after a byte order mark. */
export function getTextStart(text: string): 0 | 1 {
  return text.startsWith(BOM) ? 1 : 0;
}

function refuse(problem: SyntaxProblem): Decoded {
  return { problems: [problem] };
}

/** UTF-16 and UTF-32 by their byte order marks, and UTF-16 without one by its zero bytes. */
function getOtherEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16';
  if (a === 0xfe && b === 0xff) return 'UTF-16';
  if (bytes.length >= 4 && ((a !== 0 && b === 0 && c !== 0 && d === 0) || (a === 0 && b !== 0 && c === 0 && d !== 0)))
    return 'UTF-16';
  return undefined;
}

/** Offset of the first byte that is not part of UTF-8, by halving: what decodes cleanly (as a stream) lies before it. */
function findInvalid(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decodes(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  // The stream still waits for the rest of a character there: the first byte of that character is the wrong one.
  let start = Math.min(low, bytes.length - 1);
  while (start > 0 && start > low - 4 && !decodes(bytes.subarray(0, start), false)) start -= 1;
  return start;
}

function decodes(bytes: Uint8Array, stream = true): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

function toPlaceInBytes(bytes: Uint8Array, offset: number) {
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, offset));
  return toPlace(before, before.length);
}

function toPlace(text: string, offset: number) {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/u);
  const start = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, offset };
  return { start, end: { ...start, column: start.column + 1, offset: offset + 1 } };
}

/** Offset of the first line that is too long. */
function findLongLine(text: string): number | undefined {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    if ((end < 0 ? text.length : end) - start > MAX_LINE) return start;
    if (end < 0) return undefined;
    start = end + 1;
  }
  return undefined;
}

function toHex(byte: number): string {
  return byte.toString(16).padStart(2, '0').toUpperCase();
}
