import * as prompts from '@clack/prompts';
import { Temporal } from 'temporal-polyfill';
import type { SopNode } from '../model/knowledge-base.ts';
import { getOutcome, type RecordDraft } from '../model/new-record.ts';
import { Handle, Key } from '../model/schema/common.ts';
import { type GaitRecord, RecordOutcome, StepOutcome } from '../model/schema/record.ts';
import type { FollowedText } from './followed.ts';
import type { RecordFlags } from './record-flags.ts';
import { toTimestamp } from './times.ts';

/** The person pressed Ctrl+C. */
class GivenUp extends Error {}

/** Says what the questions are about, before the first of them. */
export function beginQuestions({ title }: Pick<SopNode, 'title'>): void {
  prompts.intro(`A record of ${title}`);
}

/** Asks for the revision whose text was followed; a symbol when the person gives up. */
export function askForRevision(): Promise<string | symbol> {
  return prompts.text({
    message: 'Which revision did you follow? (a commit, tag or branch; HEAD is the last commit here)',
    initialValue: 'HEAD',
    validate: (value) => (value ? undefined : 'expected a revision'),
  });
}

/** Asks for what is not known yet; undefined when the person gives up. */
export async function askForRecord(input: {
  draft: RecordDraft;
  flags: RecordFlags;
  followed: FollowedText;
  node: SopNode;
  timezone: string;
  now: number;
}): Promise<RecordDraft | undefined> {
  const { flags, followed, node, timezone } = input;
  const draft = { ...input.draft };
  try {
    draft.performer ??= { person: await text('Who carried it out?', '@alice', (value) => check(Handle, value)) };
    const now = Temporal.Instant.fromEpochMilliseconds(input.now).toZonedDateTimeISO(timezone).toString().slice(0, 16);
    const askTime = async (message: string, option: string): Promise<string> => {
      const isTime = (value: string): string | undefined => catchMessage(() => toTimestamp(value, option, timezone));
      return toTimestamp(await text(message, now, isTime, now), option, timezone);
    };
    draft.started_at ??= await askTime(`When did it begin? (${timezone})`, 'started');
    draft.finished_at ??= await askTime(`When did it end? (${timezone})`, 'finished');
    draft.environment ??= await askEnvironment(node.file.frontMatter.data.environments ?? []);
    if ((draft.steps ?? []).length < followed.file.body.steps.length) await askSteps(draft, followed);
    if (flags.outcome === undefined && draft.outcome !== 'abandoned') {
      draft.outcome = await choose('How did it end?', RecordOutcome.options, getOutcome(draft.steps ?? []));
    }
    await askApprovals(draft, followed);
    prompts.outro('Thank you.');
    return draft;
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    prompts.cancel('Stopped.');
    return undefined;
  }
}

function askEnvironment(environments: readonly string[]): Promise<string> {
  if (environments.length > 0) return choose('Where?', environments);
  return text('Where?', 'production', (value) => check(Key, value));
}

/** Steps that are not marked as done are asked for one by one. */
async function askSteps(draft: RecordDraft, followed: FollowedText): Promise<void> {
  const known = new Map((draft.steps ?? []).map((step) => [step.id, step]));
  const open = followed.file.body.steps.filter(({ id }) => !known.has(id));
  const done = new Set(
    await answer(
      prompts.multiselect({
        message: 'Which steps were done as written?',
        options: open.map(({ id, number, title }) => ({ value: id, label: `${number}. ${title}` })),
        initialValues: [],
        required: false,
      }),
    ),
  );
  for (const { id, number, title } of open) {
    if (done.has(id)) known.set(id, { id, outcome: 'done' });
    else {
      const outcome = await choose(`${number}. ${title}: how did it end?`, StepOutcome.options, 'skipped');
      const note = await text('Why?', 'no load balancer', () => undefined);
      known.set(id, { id, outcome, ...(note && { note }) });
    }
  }
  draft.steps = followed.file.body.steps.flatMap(({ id }): GaitRecord['steps'] => {
    const step = known.get(id);
    return step ? [step] : [];
  });
}

/** Approvals that done steps ask for and nobody has named. */
async function askApprovals(draft: RecordDraft, followed: FollowedText): Promise<void> {
  const done = new Set((draft.steps ?? []).filter(({ outcome }) => outcome === 'done').map(({ id }) => id));
  for (const { id, gates } of followed.file.body.steps) {
    for (const gate of gates) {
      const role = gate.kind === 'approval' ? (gate.role ?? 'approver') : undefined;
      if (role === undefined || !done.has(id) || draft.approvals?.some((one) => one.role === role)) continue;
      const by = await text(`Who approved as ${role}? (empty: nobody)`, '@bob', () => undefined);
      if (by) draft.approvals = [...(draft.approvals ?? []), { role, by }];
    }
  }
}

function text(
  message: string,
  placeholder: string,
  validate: (value: string) => string | undefined,
  initialValue?: string,
): Promise<string> {
  return answer(prompts.text({ message, placeholder, initialValue, validate: (value) => validate(value ?? '') }));
}

function choose<T extends string>(message: string, values: readonly T[], initialValue?: T): Promise<T> {
  const options = values.map((value) => ({ value: value, label: value }));
  return answer(prompts.select<string>({ message, options, initialValue })) as Promise<T>;
}

/** @throws {GivenUp} */
async function answer<T>(asked: Promise<T>): Promise<Exclude<T, symbol>> {
  const given = await asked;
  if (typeof given === 'symbol') throw new GivenUp();
  return given as Exclude<T, symbol>;
}

function check(schema: { safeParse(value: string): { error?: { issues: { message: string }[] } } }, value: string) {
  return schema.safeParse(value).error?.issues[0]?.message;
}

function catchMessage(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
