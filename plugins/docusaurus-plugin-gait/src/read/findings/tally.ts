import type { Finding, FindingProblem } from '../../model/finding.ts';
import type { Entry } from './entry.ts';

/** What a reader hands over, one by one. */
export interface FindingsEvents {
  onFinding(finding: Finding): void;
  onProblem(problem: FindingProblem): void;
}

/** What was in a file. `entries` = `read` + `refused`. */
export interface FindingsCount {
  /** Formats by their names, sorted: usually one. */
  formats: string[];
  entries: number;
  read: number;
  /** Entries that are not findings or could not be read; each was named. */
  refused: number;
  /** An entry with several resources is several findings. */
  findings: number;
  /** False when the file ends in the middle or breaks off. */
  isComplete: boolean;
}

/** Reads the parts of a file of a known shape. */
export interface PartReader {
  push(bytes: Uint8Array): void;
  end(): FindingsCount;
}

/** Counts the entries of a file, hands over what they say and names those that say nothing. */
export interface Tally {
  add(entry: Entry, format: string, offset: number): void;
  /** Says what is wrong with the file as a whole, from a place on. */
  complain(message: string, offset?: number): void;
  end(isComplete: boolean): FindingsCount;
}

/** The tally of one file. */
export function createTally(source: string, events: FindingsEvents): Tally {
  let [entries, read, refused, findings] = [0, 0, 0, 0];
  const formats = new Set<string>();
  return {
    add(entry, format, offset) {
      entries++;
      if ('problem' in entry) {
        refused++;
        events.onProblem({ source, index: entries, offset, message: entry.problem });
        return;
      }
      read++;
      formats.add(format);
      for (const finding of entry.findings) {
        findings++;
        events.onFinding({ ...finding, source });
      }
    },
    complain: (message, offset) => events.onProblem({ source, ...(offset !== undefined && { offset }), message }),
    end: (isComplete) => ({ formats: [...formats].sort(), entries, read, refused, findings, isComplete }),
  };
}
