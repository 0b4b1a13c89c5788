import { concatenate } from './encoding.ts';
import { toProblem } from './entry.ts';
import { MAX_ENTRY } from './json-cut.ts';
import { getFormat, openEnvelope, readLoose } from './loose.ts';
import { parseEntry } from './parse.ts';
import { type FindingsEvents, type PartReader, createTally } from './tally.ts';

/** JSON lines: each line stands for itself, so a broken one harms no other. A line may be an envelope. */
export function createLinesReader(source: string, events: FindingsEvents): PartReader {
  const tally = createTally(source, events);
  let parts: Uint8Array[] = [];
  let size = 0;
  let start = 0;
  let position = 0;

  function keep(bytes: Uint8Array): void {
    size += bytes.length;
    if (size > MAX_ENTRY) parts = [];
    else parts.push(bytes);
  }

  function endLine(): void {
    const bytes = size > MAX_ENTRY ? undefined : concatenate(parts);
    parts = [];
    size = 0;
    if (!bytes) return tally.add(toProblem(`line of more than ${MAX_ENTRY} bytes`, 'a shorter one'), '', start);
    if (bytes.every((byte) => byte <= 0x20)) return;
    const value = parseEntry(bytes);
    if (typeof value === 'string') return tally.add({ problem: value }, '', start);
    for (const one of openEnvelope(value)) tally.add(readLoose(one), getFormat(one), start);
  }

  return {
    push(bytes) {
      let from = 0;
      for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, from)) {
        keep(bytes.subarray(from, at));
        endLine();
        from = at + 1;
        start = position + from;
      }
      // A copy: whoever hands in pieces may use their memory again.
      keep(bytes.slice(from));
      position += bytes.length;
    },
    end() {
      endLine();
      return tally.end(true);
    },
  };
}
