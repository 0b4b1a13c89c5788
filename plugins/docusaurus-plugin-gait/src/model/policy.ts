import { Temporal } from 'temporal-polyfill';
import { compareText } from './diagnostic.ts';
import type { RecordFile } from './document.ts';
import { compareDates, subtractDuration } from './duration.ts';
import type { AddedBy, MaturityState, SopNode, Unmet } from './knowledge-base.ts';
import { getLowerMaturity, toMaturity, type EarnedMaturity } from './maturity.ts';
import type { Configuration, Requirement } from './schema/configuration.ts';
import type { GaitRecord } from './schema/record.ts';
import type { Sop } from './schema/sop.ts';

/** What the levels ask when the configuration does not say (DESIGN §4). */
const DEFAULT_POLICY = {
  walk: { records: 1, by: ['person', 'exercise'] },
  run: {
    records: 3,
    people: 2,
    by: ['person'],
    environments: ['staging', 'production'],
    within: '180 days',
    automation: 'required',
  },
} as const satisfies Record<'walk' | 'run', unknown>;

/** Why a record of another fingerprint does not count. */
const OTHER_TEXT = 'made for another text of the SOP';

/** Records of an SOP that are told as outdated, newest first: nobody reads on. */
const MOST_OUTDATED = 10;

/** Records that do not count because they were made for another text, newest first. */
export function getOutdatedRecords({ records, maturity }: Pick<SopNode, 'records' | 'maturity'>): RecordFile[] {
  const outdated = new Set(maturity.ignored.filter(({ reason }) => reason === OTHER_TEXT).map(({ id }) => id));
  return records.filter((record) => outdated.has(getId(record))).slice(0, MOST_OUTDATED);
}

/** Environment of records that were made against an emulator. */
export const EMULATOR = 'emulator';

/** What decides the maturity of one SOP. */
export interface MaturityInput {
  sop: Partial<Sop>;
  /** Undefined when the body could not be read: then no record counts. */
  fingerprint: string | undefined;
  /** Records under its id or a former one. */
  records: readonly RecordFile[];
  /** By record path; empty when git knows nothing. */
  addedBy: ReadonlyMap<string, AddedBy>;
  policy: Configuration['policy'];
  people: Configuration['people'];
  /** ISO civil date. */
  asOf: string;
  /** IANA time zone in which a record's day is told. */
  timezone?: string;
}

/** The requirements for an SOP of this area and risk: the defaults, the policy over them, then each refinement that fits. */
export function getRequirements(
  policy: Configuration['policy'],
  { area, risk }: Pick<Partial<Sop>, 'area' | 'risk'>,
): { walk: Requirement; run: Requirement } {
  const refinements = policy.refine.filter(
    (one) => (one.area === undefined || one.area === area) && (one.risk === undefined || one.risk === risk),
  );
  const layers = [DEFAULT_POLICY as unknown as Pick<Configuration['policy'], 'walk' | 'run'>, policy, ...refinements];
  return {
    walk: Object.assign({}, ...layers.map((layer) => layer.walk)) as Requirement,
    run: Object.assign({}, ...layers.map((layer) => layer.run)) as Requirement,
  };
}

/** Works out what an SOP claims, has earned and effectively is, as of one day, and why. */
export function getMaturityState(input: MaturityInput): MaturityState {
  const { sop, policy } = input;
  const claimed = sop.maturity ?? 'crawl';
  const requirements = getRequirements(policy, sop);
  const walk = assess(input, requirements.walk);
  const run = assess(input, requirements.run);
  const isAutomated = requirements.run.automation !== 'required' || sop.automation !== undefined;
  const isRunEvidenced = walk.unmet.length === 0 && run.unmet.length === 0;
  const earned: EarnedMaturity = isRunEvidenced
    ? isAutomated
      ? 'run'
      : 'ready'
    : walk.unmet.length === 0
      ? 'walk'
      : 'crawl';
  const unmet: Unmet[] = [
    ...walk.unmet.map((what): Unmet => ({ level: 'walk', what })),
    ...run.unmet.map((what): Unmet => ({ level: 'run', what })),
    ...(isAutomated ? [] : [{ level: 'run', what: 'an automation' } satisfies Unmet]),
  ];
  const evidence = isRunEvidenced ? run : walk;
  return {
    claimed,
    earned,
    effective: getLowerMaturity(claimed, toMaturity(earned)),
    unmet,
    counting: evidence.counting.map(getId).sort(compareText),
    ignored: evidence.ignored.sort((a, b) => compareText(a.id, b.id)),
    rehearsed: evidence.counting.length > 0 && evidence.counting.every((one) => one.yaml.data.environment === EMULATOR),
  };
}

interface Evidence {
  counting: RecordFile[];
  ignored: { id: string; reason: string }[];
  points: PolicyPoint[];
  unmet: string[];
}

/** One thing that a level asks of the evidence, met or not, in words: `2 of 3 records`. */
export interface PolicyPoint {
  what: string;
  isMet: boolean;
}

/**
 * Everything that the policy asks for a level, point by point, those of the levels below first: the same assessment as that of
 * {@link getMaturityState}, with what is met as well.
 */
export function getPolicyPoints(input: MaturityInput, level: 'walk' | 'run'): PolicyPoint[] {
  const requirements = getRequirements(input.policy, input.sop);
  const walk = assess(input, requirements.walk).points;
  if (level === 'walk') return walk.map((point) => ({ ...point, what: `walk: ${point.what}` }));
  const isAutomated = input.sop.automation !== undefined;
  const automation: PolicyPoint[] =
    requirements.run.automation === 'required' ? [{ what: 'an automation', isMet: isAutomated }] : [];
  const run = [...assess(input, requirements.run).points, ...automation];
  return [
    ...walk.map((point) => ({ ...point, what: `walk: ${point.what}` })),
    ...run.map((point) => ({ ...point, what: `run: ${point.what}` })),
  ];
}

function assess(input: MaturityInput, requirement: Requirement): Evidence {
  const counting: RecordFile[] = [];
  const ignored: Evidence['ignored'] = [];
  const superseded = new Set(
    input.records.map((record) => record.yaml.data.supersedes).filter((id) => typeof id === 'string'),
  );
  for (const record of input.records) {
    const reason = getReasonToIgnore(record, { ...input, requirement, superseded });
    if (reason === undefined) counting.push(record);
    else ignored.push({ id: getId(record), reason });
  }
  const people = new Set(counting.map(({ yaml }) => getPerson(yaml.data)).filter((person) => person !== undefined));
  const { records: recordsNeeded = 0, people: peopleNeeded = 0 } = requirement;
  const points = [
    ...(recordsNeeded > 0 ? [toPoint(counting.length, recordsNeeded, 'record', 'records')] : []),
    ...(peopleNeeded > 0 ? [toPoint(people.size, peopleNeeded, 'person', 'people')] : []),
  ];
  return { counting, ignored, points, unmet: points.filter(({ isMet }) => !isMet).map(({ what }) => what) };
}

function toPoint(have: number, need: number, one: string, many: string): PolicyPoint {
  return { what: `${have} of ${need} ${need === 1 ? one : many}`, isMet: have >= need };
}

/** Why a record does not count towards a level; undefined when it does. */
function getReasonToIgnore(
  record: RecordFile,
  context: MaturityInput & { requirement: Requirement; superseded: ReadonlySet<string> },
): string | undefined {
  const { requirement, sop, fingerprint, asOf } = context;
  const { data, isValid } = record.yaml;
  if (!isValid || !data.performer || !data.finished_at) return 'cannot be read';
  if (context.superseded.has(getId(record))) return 'superseded by a later record';
  if (data.outcome !== 'completed') return `ended as ${data.outcome ?? 'unknown'}`;
  if (fingerprint === undefined) return 'the text of the SOP cannot be read';
  if (data.fingerprint !== fingerprint && !sop.accepts?.includes(data.fingerprint ?? '')) return OTHER_TEXT;
  const kind = Object.keys(data.performer)[0] as 'person' | 'automation' | 'exercise';
  if (requirement.by && !requirement.by.includes(kind))
    return `made by ${kind === 'person' ? 'a person' : `an ${kind}`}`;
  const { environments } = requirement;
  if (environments && !environments.includes(data.environment ?? ''))
    return `made in ${data.environment ?? 'no environment'}`;
  const day = toDay(data.finished_at, context.timezone ?? 'UTC');
  if (day === undefined) return 'cannot be read';
  if (compareDates(day, asOf) > 0) return `finished after ${asOf}`;
  if (requirement.within && compareDates(day, subtractDuration(asOf, requirement.within)) < 0)
    return `older than ${requirement.within}`;
  return getReasonNotVouched(record, context);
}

/**
 * Why a record is not vouched for. A person's record must have been added by a commit whose author is that person, and every
 * approval must name somebody else. The record of a machine is vouched for by any commit, or by nothing where git knows nothing.
 */
export function getReasonNotVouched(
  record: RecordFile,
  { addedBy, people }: Pick<MaturityInput, 'addedBy' | 'people'>,
): string | undefined {
  const person = getPerson(record.yaml.data);
  const added = addedBy.get(record.path);
  if (person === undefined) return added || isGitUnknown(addedBy) ? undefined : 'not committed yet';
  if (!added) return 'not vouched for: no commit added it';
  const addresses = (Object.hasOwn(people, person) ? people[person] : undefined) ?? [];
  if (!addresses.some((address) => address.toLowerCase() === added.email.toLowerCase()))
    return `not vouched for: ${person} did not commit it`;
  if (record.yaml.data.approvals?.some(({ by }) => isSamePerson(by, person, people)))
    return `approved by ${person} who carried it out`;
  return undefined;
}

/** Whether two handles are one person: hosts take no notice of case, and two handles may share an address. */
function isSamePerson(a: string, b: string, people: MaturityInput['people']): boolean {
  if (a.trim().toLowerCase() === b.toLowerCase()) return true;
  const [first, second] = [a.trim(), b].map((one) => (Object.hasOwn(people, one) ? (people[one] ?? []) : []));
  const addresses = new Set((first ?? []).map((address) => address.toLowerCase()));
  return (second ?? []).some((address) => addresses.has(address.toLowerCase()));
}

/** Outside a checkout nothing is known about any commit. */
function isGitUnknown(addedBy: ReadonlyMap<string, AddedBy>): boolean {
  return addedBy.size === 0;
}

function getPerson(record: Partial<GaitRecord>): string | undefined {
  return record.performer && 'person' in record.performer ? record.performer.person : undefined;
}

function getId(record: RecordFile): string {
  return record.yaml.data.id ?? record.path;
}

function toDay(timestamp: string, timezone: string): string | undefined {
  try {
    return Temporal.Instant.from(timestamp).toZonedDateTimeISO(timezone).toPlainDate().toString();
  } catch {
    return undefined;
  }
}
