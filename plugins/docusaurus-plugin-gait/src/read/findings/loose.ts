import { isAsff, readAsff } from './asff.ts';
import { type Entry, toProblem } from './entry.ts';
import { isGuardDuty, readGuardDuty } from './guardduty.ts';
import { isInspector, readInspector } from './inspector.ts';
import { isOcsf, readOcsf } from './ocsf.ts';
import { type Json, isObject, toObject, toText } from './values.ts';

/** Formats whose entries stand in the same envelopes, the surest sign first. */
const FORMATS: readonly { name: string; is: (entry: Json) => boolean; read: (entry: Json) => Entry }[] = [
  { name: 'OCSF', is: isOcsf, read: readOcsf },
  { name: 'ASFF', is: isAsff, read: readAsff },
  { name: 'GuardDuty', is: isGuardDuty, read: readGuardDuty },
  { name: 'Inspector', is: isInspector, read: readInspector },
];
const EXPECTED = 'a finding of OCSF, ASFF, GuardDuty or Inspector';

/** An entry that may be of any of the formats of findings. */
export function readLoose(value: unknown): Entry {
  if (!isObject(value)) return toProblem(Array.isArray(value) ? 'list' : typeof value, EXPECTED);
  const format = FORMATS.find(({ is }) => is(value));
  if (format) return format.read(value);
  const keys = Object.keys(value).slice(0, 3).map(toText);
  return toProblem(keys.length === 0 ? 'object without keys' : `object with \`${keys.join('`, `')}\``, EXPECTED);
}

/** Name of the format of such an entry; '' when it is of none. */
export function getFormat(value: unknown): string {
  return (isObject(value) && FORMATS.find(({ is }) => is(value))?.name) || '';
}

/** The findings in an envelope that was read whole; the value itself when it is none. An event of GuardDuty holds one finding. */
export function openEnvelope(value: Json): unknown[] {
  const detail = toObject(value.detail);
  const list = [value.Findings, value.findings, detail.findings].find(Array.isArray);
  return list ?? [getFormat(detail) === '' ? value : detail];
}
