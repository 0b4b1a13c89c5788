import { createCsvCutter } from './csv-cut.ts';
import { toProblem } from './entry.ts';
import { createProwlerCsvReader } from './prowler-csv.ts';
import { type FindingsEvents, type PartReader, createTally } from './tally.ts';

const FORMAT = 'Prowler CSV';

/** Prowler's CSV. Offsets are in characters. */
export function createCsvReader(source: string, events: FindingsEvents): PartReader {
  const tally = createTally(source, events);
  const decoder = new TextDecoder();
  let read: ReturnType<typeof createProwlerCsvReader> | undefined;
  const cutter = createCsvCutter(';', {
    onRow(fields, offset) {
      if (read) tally.add(read(fields), FORMAT, offset);
      else read = createProwlerCsvReader(fields.map((name) => name.trim().toUpperCase()));
    },
    onBroken: (offset) => tally.add(toProblem('quote without an end', 'a second one'), FORMAT, offset),
  });
  return {
    push: (bytes) => cutter.push(decoder.decode(bytes, { stream: true })),
    end() {
      cutter.push(decoder.decode());
      cutter.end();
      return tally.end(true);
    },
  };
}
