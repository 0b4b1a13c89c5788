import { createCsvReader } from './csv.ts';
import { type Shape, detectShape } from './detect.ts';
import { concatenate, createTranscoder } from './encoding.ts';
import { createLinesReader } from './lines.ts';
import { type FindingsCount, type FindingsEvents, type PartReader, createTally } from './tally.ts';
import { createTreeReader } from './tree.ts';

export type { FindingsCount, FindingsEvents } from './tally.ts';

/** Reads a findings file that comes in pieces. */
export interface FindingsReader {
  push(bytes: Uint8Array): void;
  end(): FindingsCount;
}

/** So much of a file is looked at before its shape is decided. */
const HEAD = 64 * 1024;

/**
 * Reads findings as other tools write them: Prowler (OCSF, CSV), Security Hub (ASFF in any of its envelopes), GuardDuty,
 * Inspector, SARIF, Checkov, Trivy.
 * The format is told by content, piece by piece, so a file may be of any size; the same code runs in Node and in a browser's worker.
 * Never throws for what a file holds: what cannot be read is counted and named.
 */
export function createFindingsReader(source: string, events: FindingsEvents): FindingsReader {
  const transcoder = createTranscoder();
  let reader: PartReader | undefined;
  let head: Uint8Array[] = [];
  let headSize = 0;
  let isEmpty = true;

  function feed(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    isEmpty = false;
    if (reader) return reader.push(bytes);
    // A copy: whoever hands in pieces may use their memory again.
    head.push(bytes.slice());
    headSize += bytes.length;
    if (headSize >= HEAD) begin(false);
  }

  function begin(isAll: boolean): PartReader {
    const all = concatenate(head.length > 0 ? head : [new Uint8Array(0)]);
    const text = new TextDecoder().decode(all.subarray(0, HEAD));
    reader = createReader(detectShape(text, isAll && all.length <= HEAD));
    head = [];
    reader.push(all);
    return reader;
  }

  function createReader(shape: Shape): PartReader {
    switch (shape) {
      case 'csv':
        return createCsvReader(source, events);
      case 'lines':
        return createLinesReader(source, events);
      case 'nothing':
        return createNothing();
      default:
        return createTreeReader(source, events, shape === 'envelope');
    }
  }

  function createNothing(): PartReader {
    const message = isEmpty
      ? 'Unexpected empty file, expected findings'
      : 'Unexpected content, expected findings of Prowler (OCSF or CSV), Security Hub (ASFF), GuardDuty, Inspector, SARIF, Checkov or Trivy';
    return {
      push: () => undefined,
      end() {
        const tally = createTally(source, events);
        tally.complain(message);
        return tally.end(false);
      },
    };
  }

  return {
    push: (bytes) => feed(transcoder.push(bytes)),
    end() {
      feed(transcoder.end());
      return (reader ?? begin(true)).end();
    },
  };
}
