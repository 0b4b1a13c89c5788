import { compareText } from './diagnostic.ts';
import type { RecordFile } from './document.ts';

/** Orders records by when they were finished, the newest first, whatever offset from UTC each was written with; those without a time last. */
export function compareNewestFirst(a: RecordFile, b: RecordFile): number {
  const [ofA, ofB] = [getFinished(a), getFinished(b)];
  return ofA === ofB ? compareText(a.path, b.path) : ofB > ofA ? 1 : -1;
}

/** Milliseconds since 1970. */
function getFinished({ yaml }: RecordFile): number {
  const time = Date.parse(yaml.data.finished_at ?? '');
  return Number.isNaN(time) ? -Infinity : time;
}
