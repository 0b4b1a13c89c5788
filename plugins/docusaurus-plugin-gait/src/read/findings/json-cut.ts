import { concatenate } from './encoding.ts';

/** What to do with a value at a path such as `detail.findings[]`; the root's path is ''. */
export type Decision = 'take' | 'enter' | 'skip';

/** Kinds of values that a decision may depend on. */
export type ValueKind = 'object' | 'list' | 'scalar';

/** What a cutter tells. Offsets are in bytes from the start. */
export interface CutEvents {
  decide(path: string, kind: ValueKind): Decision;
  /** A taken value, whole. */
  onEntry(path: string, bytes: Uint8Array, offset: number): void;
  /** A container that was entered has ended; `offset` is where it began. */
  onLeave(path: string, offset: number): void;
  /** A taken value that was too large or too deep; it was passed over. */
  onRefused(path: string, offset: number, why: 'large' | 'deep'): void;
}

/** Where the text ended or broke. */
export type CutEnd = { kind: 'complete' } | { kind: 'truncated' | 'broken'; offset: number };

/** Cuts values out of JSON that comes in pieces. */
export interface JsonCutter {
  push(chunk: Uint8Array): void;
  end(): CutEnd;
}

/** A taken value may have this many bytes, and nest this deep. */
export const MAX_ENTRY = 8 * 1024 * 1024;
export const MAX_DEPTH = 100;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

interface Frame {
  path: string;
  offset: number;
  isObject: boolean;
  key: string;
  /** In an object: what comes next. */
  wants: 'key' | 'colon' | 'value';
}

/**
 * Cuts the values at chosen paths out of a JSON text of any size, without keeping more than one of them: a loop over the bytes
 * that follows brackets and strings, the parsing of each value being left to `JSON.parse`. The text may hold several values one
 * after the other. What lies between the chosen values is followed, not checked.
 */
export function createJsonCutter(events: CutEvents): JsonCutter {
  const frames: Frame[] = [];
  let position = 0;
  let broken: number | undefined;
  // The value under way: taken, skipped, or (a key) read.
  let mode: 'between' | 'value' | 'key' = 'between';
  let isTaken = false;
  let isScalar = false;
  let path = '';
  let start = 0;
  let depth = 0;
  let deepest = 0;
  let inString = false;
  let isEscaped = false;
  let parts: Uint8Array[] = [];
  let size = 0;

  function push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && broken === undefined)
      at = mode === 'between' ? scanBetween(chunk, at) : scanValue(chunk, at);
    position += chunk.length;
  }

  /** Structure outside of values: brackets that were entered, keys, commas. */
  function scanBetween(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (isSpace(byte)) continue;
      const frame = frames.at(-1);
      if (byte === COMMA) {
        if (!frame) return fail(at);
        if (frame.isObject) frame.wants = 'key';
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        if (!frame || frame.isObject !== (byte === CLOSE_OBJECT)) return fail(at);
        frames.pop();
        events.onLeave(frame.path, frame.offset);
      } else if (byte === COLON) {
        if (frame?.wants !== 'colon') return fail(at);
        frame.wants = 'value';
      } else if (frame?.isObject && frame.wants !== 'value') {
        if (byte !== QUOTE || frame.wants !== 'key') return fail(at);
        begin('key', at);
        return at;
      } else {
        beginValue(frame, byte, at);
        if (mode !== 'between') return at;
      }
    }
    return chunk.length;
  }

  function beginValue(frame: Frame | undefined, byte: number, at: number): void {
    path = !frame
      ? ''
      : frame.isObject
        ? frame.path === ''
          ? frame.key
          : `${frame.path}.${frame.key}`
        : `${frame.path}[]`;
    const kind = byte === OPEN_OBJECT ? 'object' : byte === OPEN_LIST ? 'list' : 'scalar';
    const decision = events.decide(path, kind);
    if (frame?.isObject) frame.wants = 'colon';
    if (decision === 'enter' && kind !== 'scalar') {
      frames.push({ path, offset: position + at, isObject: kind === 'object', key: '', wants: 'key' });
      return;
    }
    begin('value', at);
    isTaken = decision === 'take';
    isScalar = kind === 'scalar' && byte !== QUOTE;
  }

  function begin(next: 'value' | 'key', at: number): void {
    mode = next;
    isTaken = next === 'key';
    isScalar = false;
    start = position + at;
    depth = deepest = size = 0;
    inString = isEscaped = false;
    parts = [];
  }

  /** The inside of a value that is taken or skipped, and of a key. */
  function scanValue(chunk: Uint8Array, from: number): number {
    const { length } = chunk;
    let at = from;
    let isEnd = false;
    while (at < length && !isEnd) {
      if (inString) {
        at = scanString(chunk, at);
        isEnd = !inString && depth === 0;
        continue;
      }
      const byte = chunk[at] as number;
      if (isScalar) {
        if (byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_LIST || isSpace(byte)) isEnd = true;
        else at++;
      } else {
        if (byte === QUOTE) inString = true;
        else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
          depth++;
          if (depth > deepest) deepest = depth;
        } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
          depth--;
          isEnd = depth === 0;
        }
        at++;
      }
    }
    if (isTaken) keep(chunk, from, at);
    if (isEnd) finish();
    return at;
  }

  /** On to the next quote at the speed of a search for it; one after an odd number of backslashes is part of the text. */
  function scanString(chunk: Uint8Array, from: number): number {
    const start = isEscaped ? from + 1 : from;
    const quote = chunk.indexOf(QUOTE, start);
    const end = quote < 0 ? chunk.length : quote;
    let slash = end;
    while (slash > start && chunk[slash - 1] === BACKSLASH) slash--;
    const isOdd = (end - slash) % 2 === 1;
    if (quote < 0) {
      isEscaped = isOdd;
      return chunk.length;
    }
    isEscaped = false;
    inString = isOdd;
    return quote + 1;
  }

  function keep(chunk: Uint8Array, from: number, to: number): void {
    size += to - from;
    if (size > MAX_ENTRY) parts = [];
    // A copy, when the value goes on in the next chunk: whoever hands in chunks may use their memory again.
    else parts.push(to === chunk.length ? chunk.slice(from, to) : chunk.subarray(from, to));
  }

  function finish(): void {
    const wasKey = mode === 'key';
    mode = 'between';
    if (!isTaken) return;
    const bytes = size > MAX_ENTRY ? undefined : concatenate(parts);
    parts = [];
    if (wasKey) {
      const frame = frames.at(-1);
      if (frame) Object.assign(frame, { key: readKey(bytes), wants: 'colon' });
    } else if (!bytes || deepest > MAX_DEPTH) {
      events.onRefused(path, start, bytes ? 'deep' : 'large');
    } else {
      events.onEntry(path, bytes, start);
    }
  }

  function fail(at: number): number {
    broken = position + at;
    return at;
  }

  return {
    push,
    end() {
      if (broken !== undefined) return { kind: 'broken', offset: broken };
      if (mode === 'value' && isScalar && frames.length === 0) finish();
      if (mode !== 'between') return { kind: 'truncated', offset: start };
      return frames.length > 0 ? { kind: 'truncated', offset: position } : { kind: 'complete' };
    },
  };
}

/** White space of JSON (RFC 8259). */
function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** A key that cannot be read is one that nobody asks for. */
function readKey(bytes: Uint8Array | undefined): string {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as string;
  } catch {
    return '\uFFFD';
  }
}
