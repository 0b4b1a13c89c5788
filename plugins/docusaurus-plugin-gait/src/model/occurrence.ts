import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import { compareText } from './diagnostic.ts';
import type { RecordFile } from './document.ts';
import { addDuration, compareDates, parseDuration, subtractDuration } from './duration.ts';
import type { SopNode } from './knowledge-base.ts';
import { EMULATOR } from './policy.ts';
import type { Cadence } from './schema/cadence.ts';

/**
 * Where an occurrence stands: before its day, between its day and the end of its grace, after that, when the next one has come
 * round undone, or carried out.
 */
export type OccurrenceState = 'upcoming' | 'due' | 'overdue' | 'missed' | 'done';

/** A day on which an SOP is due. Dates are ISO civil dates. */
export interface Occurrence {
  dueOn: string;
  /** Last day on which it is in time. */
  lastOn: string;
  state: OccurrenceState;
  /** The record that satisfies it. */
  record?: RecordFile;
  /** Day on which that one ended. */
  doneOn?: string;
}

/** An occurrence with the SOP that it is of. */
export interface ScheduledOccurrence extends Occurrence {
  /** Names it for ever, also when the SOP gets another id: `rotate-key/2026-11-01`. */
  key: string;
  sop: SopNode;
}

/** What decides the occurrences of one SOP. */
export interface OccurrenceInput {
  sop: SopNode;
  /** IANA time zone of the configuration. */
  timezone: string;
  asOf: string;
  /** Last day that is wanted; the next occurrence after `asOf` is always among them when there is one. */
  until: string;
}

/** More than a day's work each day for thirteen years: what is further back than so many, or further ahead, is left out. */
const MOST = 5_000;

/** Longest each can be, in days. A schedule of more often than daily is refused by a rule; here it has no days. */
const SCHEDULED_UNITS: Partial<Record<string, number>> = { day: 1, week: 7, month: 31, year: 366 };

/**
 * Occurrences of an active SOP with a schedule, oldest first, each with its state. A record satisfies the occurrence that it names;
 * one that names none satisfies the oldest open one that was due by then, or whose day was no further off than its grace.
 * A schedule that cannot be read has none; a rule reports it.
 */
export function getOccurrences({ sop, timezone, asOf, until }: OccurrenceInput): Occurrence[] {
  const { cadence, status = 'active' } = sop.file.frontMatter.data;
  if (typeof cadence !== 'object' || status !== 'active') return [];
  const records = getCarriedOut(sop.records, { timezone, asOf });
  const days = getDueDays({ cadence, timezone, origin: getOrigin(sop, records), asOf, until });
  const occurrences = days.map((dueOn, at): Occurrence => {
    const next = days[at + 1];
    const lastOn = getLastDay(cadence, dueOn, next);
    return { dueOn, lastOn, state: getOpenState({ dueOn, lastOn, next, asOf }) };
  });
  for (const { record, day } of records) {
    const satisfied = findSatisfied(occurrences, record, day);
    if (satisfied) Object.assign(satisfied, { state: 'done', record, doneOn: day } satisfies Partial<Occurrence>);
  }
  const next = occurrences.find(({ dueOn }) => compareDates(dueOn, asOf) > 0);
  return occurrences.filter((one) => one === next || compareDates(one.dueOn, until) <= 0);
}

/** Whether an occurrence has come round and nobody has carried it out. */
export function isOpen({ state }: Pick<Occurrence, 'state'>): boolean {
  return state === 'due' || state === 'overdue' || state === 'missed';
}

function getOpenState(input: { dueOn: string; lastOn: string; next?: string; asOf: string }): OccurrenceState {
  const { dueOn, lastOn, next, asOf } = input;
  if (compareDates(dueOn, asOf) > 0) return 'upcoming';
  if (next !== undefined && compareDates(next, asOf) <= 0) return 'missed';
  return compareDates(lastOn, asOf) < 0 ? 'overdue' : 'due';
}

function findSatisfied(occurrences: Occurrence[], record: RecordFile, day: string): Occurrence | undefined {
  const named = record.yaml.data.occurrence;
  if (named !== undefined) return occurrences.find(({ dueOn, state }) => dueOn === named && state !== 'done');
  return occurrences.find(({ dueOn, lastOn, state }) => {
    const grace = getDaysBetween(dueOn, lastOn);
    return state !== 'done' && compareDates(subtractDays(dueOn, grace), day) <= 0;
  });
}

/**
 * Records of having carried the SOP out, in the order of their ends: not corrected by a later one, ended well or with a deviation,
 * and not made against an emulator, where nothing was done. Those that name their occurrence come first, so that none other takes it.
 */
function getCarriedOut(
  records: readonly RecordFile[],
  { timezone, asOf }: { timezone: string; asOf: string },
): { record: RecordFile; day: string }[] {
  const superseded = new Set(records.map(({ yaml }) => yaml.data.supersedes));
  return records
    .flatMap((record) => {
      const { id, outcome, environment, performer, finished_at: finishedAt } = record.yaml.data;
      const isReal = environment !== EMULATOR && performer !== undefined && !('exercise' in performer);
      const isDone = outcome === 'completed' || outcome === 'deviated';
      const day = finishedAt === undefined ? undefined : toDay(finishedAt, timezone);
      const counts = isReal && isDone && id !== undefined && !superseded.has(id);
      return counts && day !== undefined && compareDates(day, asOf) <= 0 ? [{ record, day }] : [];
    })
    .sort(
      (a, b) =>
        Number(a.record.yaml.data.occurrence === undefined) - Number(b.record.yaml.data.occurrence === undefined) ||
        compareText(a.day, b.day) ||
        compareText(a.record.path, b.record.path),
    );
}

/** Where a cron schedule begins, which does not say: with the first record, else with the last review. */
function getOrigin(sop: SopNode, records: { day: string }[]): string | undefined {
  const days = [sop.file.frontMatter.data.last_reviewed_on, ...records.map(({ day }) => day)];
  return days.filter((day) => day !== undefined).sort(compareDates)[0];
}

/** Due days from the first up to `until` and the next after `asOf`, and one more: the grace of a day is told by the one after it. */
function getDueDays(input: {
  cadence: Exclude<Cadence, string>;
  timezone: string;
  origin: string | undefined;
  asOf: string;
  until: string;
}): string[] {
  const { cadence, timezone, origin, asOf, until } = input;
  const next = 'cron' in cadence ? createCron(cadence, { timezone, origin, asOf }) : createInterval(cadence, asOf);
  const days: string[] = [];
  let ahead = 0;
  for (let day = next(); day !== undefined && ahead < MOST; day = next()) {
    days.push(day);
    if (compareDates(day, asOf) > 0) ahead += 1;
    const isLast = compareDates(days.at(-2) ?? '', until) > 0 && compareDates(days.at(-2) ?? '', asOf) > 0;
    if (isLast) break;
  }
  return days;
}

/**
 * Multiples of the interval, each counted from the first day: so a month that is too short moves none of the later ones. The count
 * starts where no more than the most are past: what is due today must not wait behind what was due in another century.
 */
function createInterval({ every, from }: { every: string; from: string }, asOf: string): () => string | undefined {
  const interval = parseDuration(every);
  const longest = interval && SCHEDULED_UNITS[interval.unit];
  if (!interval || longest === undefined) return () => undefined;
  const past = Math.floor(getDaysBetween(from, asOf) / (longest * interval.amount));
  let count = Math.max(0, past - MOST);
  return () => {
    const day = addDuration(from, { ...interval, amount: interval.amount * count });
    count += 1;
    return day;
  };
}

/** Days on which a cron expression fires, however often on each. */
function createCron(
  { cron, timezone: own }: { cron: string; timezone?: string },
  { timezone, origin, asOf }: { timezone: string; origin: string | undefined; asOf: string },
): () => string | undefined {
  const zone = own ?? timezone;
  const schedule = readCron(cron, zone);
  const earliest = subtractDays(asOf, MOST);
  let after = origin !== undefined && compareDates(origin, earliest) < 0 ? earliest : origin;
  return () => {
    if (after === undefined || !schedule) return undefined;
    const start = Temporal.PlainDate.from(after).toZonedDateTime(zone).epochMilliseconds;
    const run = schedule.nextRun(new Date(start - 1));
    if (!run) return undefined;
    const day = Temporal.Instant.fromEpochMilliseconds(run.getTime()).toZonedDateTimeISO(zone).toPlainDate();
    after = day.add({ days: 1 }).toString();
    return day.toString();
  };
}

/** Undefined for what is no cron expression of five fields, and for a time zone that does not exist. */
function readCron(cron: string, timezone: string): Cron | undefined {
  try {
    Temporal.PlainDate.from('2026-01-01').toZonedDateTime(timezone);
    return new Cron(cron, { timezone, mode: '5-part', paused: true });
  } catch {
    return undefined;
  }
}

/** A tenth of the interval, in whole days, when the schedule does not say. */
function getLastDay(cadence: Exclude<Cadence, string>, dueOn: string, next: string | undefined): string {
  if (cadence.within !== undefined) return addDuration(dueOn, cadence.within);
  if (next === undefined) return dueOn;
  return addDays(dueOn, Math.round(getDaysBetween(dueOn, next) / 10));
}

function addDays(day: string, count: number): string {
  return count === 0 ? day : addDuration(day, { amount: count, unit: 'day' });
}

function subtractDays(day: string, count: number): string {
  return count === 0 ? day : subtractDuration(day, { amount: count, unit: 'day' });
}

function getDaysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to).days;
}

function toDay(timestamp: string, timezone: string): string | undefined {
  try {
    return Temporal.Instant.from(timestamp).toZonedDateTimeISO(timezone).toPlainDate().toString();
  } catch {
    return undefined;
  }
}
