import { stringify } from 'yaml';
import type { GaitRecord } from '../../model/schema/record.ts';
import type { Walk } from './text.ts';

/** What the person adds when a walk has ended. Empty texts are left out. */
export interface RecordDetails {
  /** Six characters of `[a-z0-9]`, the same for one walk each time. */
  suffix: string;
  outcome: GaitRecord['outcome'];
  environment: string;
  person: string;
  /** Asked for when the page does not know it. */
  commit: string;
  reference: string;
  /** Addresses, one a line. */
  evidence: string;
  /** Civil date of the occurrence that it satisfies. */
  occurrence: string;
  notes: string;
}

/** What is wrong with a field, as a sentence. */
export interface DetailProblem {
  field: keyof RecordDetails;
  problem: string;
}

/** What the form must ask again, in the order of its fields; what the format of records says about each. */
export function getDetailProblems(walk: Walk, details: RecordDetails): DetailProblem[] {
  const found: DetailProblem[] = [];
  const ask = (field: keyof RecordDetails, isFine: boolean, problem: string): void => {
    if (!isFine) found.push({ field, problem });
  };
  const { person, environment, commit, reference, occurrence, notes } = details;
  ask('person', /^@[A-Za-z0-9][A-Za-z0-9_-]*$/u.test(person), 'Write your handle, such as @alice.');
  ask(
    'person',
    !walk.approvals.some(({ by }) => by.toLowerCase().replace(/^@/u, '') === person.slice(1).toLowerCase()),
    `${person} gave an approval, so somebody else has carried it out.`,
  );
  ask('environment', /^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(environment), 'Say where it was done, such as production.');
  ask(
    'commit',
    walk.commit !== null || /^[0-9a-f]{7,40}$/u.test(commit),
    'Write the commit of the text that you followed: this copy of the site does not know it.',
  );
  ask('reference', reference === '' || isAddress(reference), 'Write an address that starts with https://.');
  ask('evidence', toLines(details.evidence).every(isAddress), 'Write addresses that start with https://, one a line.');
  ask('occurrence', occurrence === '' || isCivilDate(occurrence), 'Write a date as YYYY-MM-DD.');
  ask('notes', toNotes(walk, notes).length <= 5000, 'Notes are longer than 5,000 characters.');
  return found;
}

/** The record of a walk, in the order of its format (DESIGN §3.4). Call it when {@link getDetailProblems} finds nothing. */
export function toRecord(walk: Walk, details: RecordDetails): Partial<GaitRecord> & Pick<GaitRecord, 'id' | 'sop'> {
  const finishedAt = walk.finished_at ?? walk.started_at;
  const notes = toNotes(walk, details.notes);
  const evidence = toLines(details.evidence);
  const ticked = new Set(walk.steps.map(({ id }) => id));
  const open = details.outcome === 'abandoned' ? '' : 'Not reached.';
  const untouched = (walk.text ?? []).filter(({ id }) => !ticked.has(id));
  return {
    schema: 1,
    id: `${finishedAt.slice(0, 10)}-${details.suffix}`,
    sop: walk.sop,
    fingerprint: walk.fingerprint,
    commit: walk.commit ?? details.commit,
    performer: { person: details.person },
    started_at: walk.started_at,
    finished_at: finishedAt,
    environment: details.environment,
    outcome: details.outcome,
    steps: [
      ...walk.steps.map(({ id, outcome, at, note, went_on_at }) => {
        const words = [note, went_on_at && `Went on all the same at ${went_on_at}.`].filter(Boolean).join(' ');
        return { id, outcome, at, ...(words && { note: words.slice(0, 2000) }) };
      }),
      ...(open === '' ? [] : untouched.map(({ id }) => ({ id, outcome: 'skipped' as const, note: open }))),
    ],
    ...(walk.approvals.length > 0 && { approvals: walk.approvals.map(({ role, by }) => ({ role, by })) }),
    ...(details.occurrence && { occurrence: details.occurrence }),
    ...(details.reference && { reference: details.reference }),
    ...(evidence.length > 0 && { evidence }),
    ...(notes && { notes }),
  };
}

/** A record as it stands in its file: single quotes where quotes are needed, as Gait writes. */
export function toRecordText(record: Partial<GaitRecord>): string {
  return stringify(record, { singleQuote: true, lineWidth: 0, aliasDuplicateObjects: false });
}

/** What the walk noted by itself, then what the person adds. */
function toNotes(walk: Walk, notes: string): string {
  return [walk.notes ?? '', notes.replace(/\r\n?/gu, '\n').trim()].filter(Boolean).join('\n');
}

function toLines(text: string): string[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter(Boolean);
}

function isAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/u.test(text) && URL.canParse(text);
}

function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
