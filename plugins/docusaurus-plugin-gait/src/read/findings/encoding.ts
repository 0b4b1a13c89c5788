/** Turns the bytes of a file, piece by piece, into UTF-8 without a byte order mark. */
export interface Transcoder {
  push(bytes: Uint8Array): Uint8Array;
  /** What is left at the end. */
  end(): Uint8Array;
}

const NOTHING = new Uint8Array(0);

/**
 * A transcoder for UTF-8 and UTF-16, told apart by their mark or, where there is none, by the zero beside the first character:
 * every format of findings starts with ASCII. Shells of Windows redirect into UTF-16.
 */
export function createTranscoder(): Transcoder {
  let head: Uint8Array | undefined = NOTHING;
  let decoder: TextDecoder | undefined;
  const encoder = new TextEncoder();

  function start(bytes: Uint8Array): Uint8Array {
    const [first, second, third] = bytes;
    head = undefined;
    const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
    const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
    if (isLittle || isBig) {
      decoder = new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be');
      return encoder.encode(decoder.decode(bytes, { stream: true }));
    }
    return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
  }

  return {
    push(bytes) {
      if (head) {
        const joined = concatenate([head, bytes]);
        if (joined.length >= 4) return start(joined);
        head = joined;
        return NOTHING;
      }
      return decoder ? encoder.encode(decoder.decode(bytes, { stream: true })) : bytes;
    },
    end() {
      const first = head && head.length > 0 ? start(head) : NOTHING;
      return decoder ? concatenate([first, encoder.encode(decoder.decode())]) : first;
    },
  };
}

/** One array of several. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1 && parts[0]) return parts[0];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
