import { isAsff, readAsff } from './asff.ts';
import { type Entry, toProblem } from './entry.ts';
import { isOcsf, readOcsf } from './ocsf.ts';
import { type Json, isObject, toObject, toText } from './values.ts';

/** An entry that may be of either format of findings. */
export function readLoose(value: unknown): Entry {
  if (!isObject(value)) return toProblem(Array.isArray(value) ? 'list' : typeof value, 'a finding of OCSF or ASFF');
  if (isOcsf(value)) return readOcsf(value);
  if (isAsff(value)) return readAsff(value);
  const keys = Object.keys(value).slice(0, 3).map(toText);
  return toProblem(
    keys.length === 0 ? 'object without keys' : `object with \`${keys.join('`, `')}\``,
    'a finding of OCSF or ASFF',
  );
}

/** Name of the format of such an entry. */
export function getFormat(value: unknown): string {
  return isObject(value) && isOcsf(value) ? 'OCSF' : 'ASFF';
}

/** The findings in an envelope that was read whole; the value itself when it is none. */
export function openEnvelope(value: Json): unknown[] {
  const list = [value.Findings, value.findings, toObject(value.detail).findings].find(Array.isArray);
  return list ?? [value];
}
