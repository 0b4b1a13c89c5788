import { createDefaultProcessor, createDiskCache, loadKnowledgeBase } from '../base/index.ts';
import path from 'node:path';
import type { AddedBy, KnowledgeBase, SopNode } from '../model/knowledge-base.ts';
import { getDraftProblems, getOutcome, type RecordDraft } from '../model/new-record.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { GaitRecord } from '../model/schema/record.ts';
import type { Walk } from '../model/schema/walk.ts';
import { createDiskSource } from '../read/disk.ts';
import { readAddedBy } from '../read/git.ts';
import { readGitAddress } from '../read/git-address.ts';
import { type FollowedText, readFollowed } from './followed.ts';
import { UsageError } from './errors.ts';
import { findSop } from './find-sop.ts';
import type { Io } from './io.ts';
import { getToday, readConfiguration } from './knowledge-base.ts';
import { createRandom } from './random.ts';
import type { RecordFlags } from './record-flags.ts';
import { askForRecord, askForRevision, beginQuestions } from './record-questions.ts';
import { getStart, type Start } from './record-start.ts';
import { findRoot } from './root.ts';
import { toDay, toTimestamp } from './times.ts';

/** A record that is ready to be checked and written, and what that needs. */
export interface Collected {
  root: string;
  record: GaitRecord;
  /** Where it will lie, relative to the root. */
  file: string;
  followed: FollowedText;
  walk?: Walk;
  today: string;
  addedBy: Map<string, AddedBy>;
  /** What the person should know, though it stops nothing. */
  notes: string[];
}

/**
 * Brings together what flags, the walk, the record that is corrected and the person say; undefined when the person gives up.
 * @throws {UsageError} when something is missing or does not fit.
 */
export async function collectRecord(io: Io, id: string, flags: RecordFlags): Promise<Collected | undefined> {
  const root = findRoot(io, flags.root);
  const source = createDiskSource(root);
  const configuration = await readConfiguration(root, source);
  const addedBy = await readAddedBy(root, configuration.paths.records);
  const today = getToday(io, configuration);
  const cache = io.env.CI ? undefined : await createDiskCache(path.join(root, '.gait', 'cache'), 'check');
  const processor = createDefaultProcessor();
  const { base } = await loadKnowledgeBase({ source, asOf: today, cache, processor, addedBy });
  const node = findSop(base, id);
  const start = await getStart({ io, base, node, flags });
  if (io.isInteractive) beginQuestions(node);
  const revision = flags.commit ?? start.revision ?? (io.isInteractive ? await askForRevision() : undefined);
  if (typeof revision === 'symbol') return undefined;
  if (revision === undefined) {
    throw new UsageError(
      start.walk
        ? 'Unexpected walk without a commit, expected --commit <rev>'
        : 'Unexpected absence of the text that was followed, expected --commit <rev> or --walk <file>',
      'Name the revision whose text was followed: --commit HEAD is the last commit. The work tree is never taken.',
    );
  }
  const ids = [node.id, ...(node.file.frontMatter.data.formerly ?? [])];
  // A new --commit for a correction corrects the text; without one, and for a walk, the text must be the one that was named.
  const fingerprint = start.walk || flags.commit === undefined ? start.draft.fingerprint : undefined;
  const followed = await readFollowed({ root, configuration, revision, path: node.file.path, ids, fingerprint });
  const handle = flags.by ?? (start.draft.performer ? undefined : await findOwnHandle(root, configuration));
  let draft = addFlags({ start, flags, followed, configuration, handle });
  if (io.isInteractive) {
    const answered = await askForRecord({
      draft,
      flags,
      followed,
      node,
      timezone: configuration.timezone,
      now: io.now(),
    });
    if (!answered) return undefined;
    draft = answered;
  }
  const record = toRecord(draft, { base, node, followed, configuration, now: io.now() });
  const notes = getNotes({ record, node, configuration });
  const file = `${configuration.paths.records}/${node.id}/${record.id}.yaml`;
  return { root, record, file, followed, walk: start.walk, today, addedBy, notes };
}

/** The handle to whom the configuration gives the address that git commits with here. */
async function findOwnHandle(root: string, { people }: Configuration): Promise<string | undefined> {
  const address = (await readGitAddress(root))?.toLowerCase();
  return Object.keys(people).find((handle) => people[handle]?.some((one) => one.toLowerCase() === address));
}

function addFlags(input: {
  start: Start;
  flags: RecordFlags;
  followed: FollowedText;
  configuration: Configuration;
  handle: string | undefined;
}): RecordDraft {
  const { start, flags, followed, handle } = input;
  const { timezone } = input.configuration;
  const named = new Map([...(start.draft.steps ?? []), ...flags.step].map((step) => [step.id, step]));
  if (flags.done) {
    for (const { id } of followed.file.body.steps) if (!named.has(id)) named.set(id, { id, outcome: 'done' });
  }
  const order = followed.file.body.steps.map(({ id }) => id);
  const rank = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
  const steps = [...named.values()].sort((a, b) => rank(a.id) - rank(b.id));
  const changesSteps = flags.done || flags.step.length > 0;
  const outcome = flags.outcome ?? (changesSteps ? undefined : start.draft.outcome);
  return {
    ...start.draft,
    fingerprint: followed.fingerprint,
    commit: followed.commit,
    ...(handle !== undefined && { performer: { person: handle } }),
    ...(flags.started !== undefined && { started_at: toTimestamp(flags.started, 'started', timezone) }),
    ...(flags.finished !== undefined && { finished_at: toTimestamp(flags.finished, 'finished', timezone) }),
    ...(flags.environment !== undefined && { environment: flags.environment }),
    steps,
    outcome: outcome ?? (steps.length > 0 ? getOutcome(steps) : undefined),
    approvals: flags.approval.length > 0 ? flags.approval : (start.draft.approvals ?? []),
    evidence: flags.evidence.length > 0 ? flags.evidence : (start.draft.evidence ?? []),
    attests: flags.attest.length > 0 ? flags.attest : (start.draft.attests ?? []),
    ...(flags.occurrence !== undefined && { occurrence: flags.occurrence }),
    ...(flags.reference !== undefined && { reference: flags.reference }),
    ...(flags.notes !== undefined && { notes: flags.notes }),
    supersedes: flags.supersedes ?? null,
  };
}

const NEEDED: [keyof RecordDraft, string][] = [
  ['performer', '--by'],
  ['started_at', '--started'],
  ['finished_at', '--finished'],
  ['environment', '--environment'],
  ['outcome', '--outcome (or --done)'],
];

/** @throws {UsageError} when something is missing or does not fit. */
function toRecord(
  draft: RecordDraft,
  context: { base: KnowledgeBase; node: SopNode; followed: FollowedText; configuration: Configuration; now: number },
): GaitRecord {
  const { base, node, followed, configuration, now } = context;
  const missing = NEEDED.flatMap(([key, flag]) => (draft[key] === undefined ? [flag] : []));
  if (missing.length > 0) {
    throw new UsageError(
      `Unexpected absence of ${missing.join(', ')}, expected a value for each`,
      'Without a terminal nothing can be asked. See gait record --help.',
    );
  }
  const [problem] = getDraftProblems(draft, followed.file.body.steps);
  if (problem) throw new UsageError(problem.message, problem.hint);
  const finished = draft.finished_at ?? '';
  if (Date.parse(finished) > now) {
    throw new UsageError(
      `Unexpected end \`${finished}\`, expected a time that has passed`,
      'Record it when it is over.',
    );
  }
  const day = toDay(draft.started_at ?? '', configuration.timezone);
  const record = { schema: 1, id: createId(day, base.records), sop: node.id, ...draft };
  const parsed = GaitRecord.safeParse(record);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`Unexpected value of \`${issue?.path.join('.')}\`, ${issue?.message}`);
}

function createId(day: string, records: ReadonlyMap<string, unknown>): string {
  for (;;) {
    const id = `${day}-${createRandom()}`;
    if (!records.has(id)) return id;
  }
}

function getNotes({
  record,
  node,
  configuration,
}: {
  record: GaitRecord;
  node: SopNode;
  configuration: Configuration;
}): string[] {
  const sop = node.file.frontMatter.data;
  const notes: string[] = [];
  const person = 'person' in record.performer ? record.performer.person : undefined;
  if (person !== undefined && !Object.hasOwn(configuration.people, person))
    notes.push(
      `No address of ${person} is known: add it to \`people\` in gait.config.yaml, or the record does not count.`,
    );
  if (record.fingerprint !== node.file.fingerprint && !sop.accepts?.includes(record.fingerprint))
    notes.push(
      'The SOP has another text today: the record stays visible, and does not count unless the SOP `accepts` it.',
    );
  if (sop.environments?.length && !sop.environments.includes(record.environment))
    notes.push(`The SOP is not meant for \`${record.environment}\`; it names ${sop.environments.join(', ')}.`);
  return notes;
}
