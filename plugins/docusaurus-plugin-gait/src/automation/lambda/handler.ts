import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomInt } from 'node:crypto';
import { trustPattern } from '../../model/pattern.ts';
import { createMemorySource } from '../../read/memory.ts';
import { createConnections } from '../connections.ts';
import type { Origin, PlanView, RunOptions, RunResult } from '../options.ts';
import { runAutomation } from '../run.ts';
import { checkModule } from '../shape.ts';
import type { Subject } from '../subject.ts';
import { getTarget } from '../target.ts';
import { createChannels, createTopic, wakePeople } from '../wake.ts';
import type { Channel } from '../wake.ts';
import { readEvent } from './event.ts';
import type { Start } from './event.ts';
import { keepRun } from './keep.ts';
import { isWorthTelling, toMessage } from './message.ts';

/** What a function is made of, all of it as it was when the stack was exported. */
export interface Bundle {
  subject: Subject;
  commit: string;
  /** Exports of `automation.ts`. */
  automation: unknown;
  /** Whether whoever exported the stack let it apply. */
  isApply: boolean;
}

/** The part of AWS Lambda's context that is used. */
export interface LambdaContext {
  getRemainingTimeInMillis: () => number;
}

/** What a function answers to a runbook. Events have nobody who listens. */
export interface Answer {
  status: RunResult['status'];
  run: string | null;
  plan: string | null;
  actions: number;
  findings: number;
}

/** Time that is left for journal, record and messages when a run is interrupted, and what a step of a runbook may take in all. */
const RESERVE_MS = 30_000;
const RUNBOOK_MS = 300_000;

/** The letters and digits of run ids. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Makes the handler of a function. It plans; it applies only when the stack was exported so, and then as every run does: within its safeguards,
 * under its lock, on record. What it may not decide, it tells people. It fails when the run failed or nobody could be told, so that AWS tries
 * again, keeps the event, and the alarm rings.
 */
export function createHandler(
  bundle: Bundle,
  { wait }: Pick<RunOptions, 'wait'> = {},
): (event: unknown, context: LambdaContext) => Promise<Answer> {
  const { manifest } = bundle.subject;
  for (const { pattern } of manifest.inputs) if (pattern !== undefined) trustPattern(pattern);
  return async (event, context) => {
    const start = readEvent(manifest.triggers, event);
    const root = mkdtempSync(join(tmpdir(), 'gait-'));
    try {
      return await carryOut(bundle, start, { root, context, wait });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  };
}

async function carryOut(
  bundle: Bundle,
  start: Start,
  { root, context, wait }: Pick<Around, 'root' | 'context' | 'wait'>,
): Promise<Answer> {
  const { env } = process;
  const { manifest, configuration } = bundle.subject;
  const connections = createConnections(
    getTarget({ env, environment: env.GAIT_ENVIRONMENT, isApply: true }).connection,
  );
  const configured = createChannels(manifest.safeguards.wake, configuration.automation.wake, { connections, env });
  const topic = env.GAIT_TOPIC === undefined ? [] : [createTopic('alarm topic', env.GAIT_TOPIC, { connections })];
  const channels = [...configured, ...topic];
  try {
    let view: PlanView | undefined;
    const options = toOptions(bundle, start, { root, context, channels, wait, onPlan: (shown) => void (view = shown) });
    const result = await runAutomation(options);
    const kept =
      env.GAIT_BUCKET === undefined ? undefined : await keepRun(connections, result, { root, bucket: env.GAIT_BUCKET });
    const report = { name: manifest.name, start, result, view, kept };
    const words = toMessage(report);
    if (isWorthTelling(report)) await tell(manifest.safeguards, channels, { ...words, wait });
    if (isFailure(result)) throw new Error(words.message);
    return {
      status: result.status,
      run: result.run ?? null,
      plan: view?.hash ?? null,
      actions: view?.plan.actions.length ?? 0,
      findings: view?.plan.findings.length ?? 0,
    };
  } finally {
    await connections.close();
  }
}

/** @throws Error when nobody took the message. */
async function tell(
  safeguards: Bundle['subject']['manifest']['safeguards'],
  channels: Channel[],
  words: { subject: string; message: string; wait: Around['wait'] },
): Promise<void> {
  const { woken, failures } = await wakePeople({ ...safeguards, on_exceed: 'wake' }, channels, words);
  if (woken.length > 0) return;
  const why = failures.map(({ channel, error }) => `; ${channel}: ${error}`).join('');
  throw new Error(`Nobody could be told${why}\n${words.message}`);
}

/** What AWS is to try again, and then to keep and ring the alarm for. */
function isFailure({ status, stop }: RunResult): boolean {
  if (status === 'stopped') return stop?.isLocked === true || (stop?.wakes === true && stop.woken.length === 0);
  return status === 'failed' || status === 'interrupted';
}

interface Around {
  root: string;
  context: LambdaContext;
  /** Replaces waiting between tries to tell people, in tests. */
  wait: RunOptions['wait'];
  channels: Channel[];
  onPlan: (view: PlanView) => void;
}

function toOptions(bundle: Bundle, start: Start, { root, context, channels, wait, onPlan }: Around): RunOptions {
  const { subject, isApply } = bundle;
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const left = Math.min(context.getRemainingTimeInMillis(), start.by === 'runbook' ? RUNBOOK_MS : Infinity);
  return {
    root,
    source: createMemorySource({}),
    name: subject.manifest.name,
    inputs: start.inputs,
    isApply: isApply && start.mayApply,
    // A runbook is a person's way to start it.
    ...(start.by !== 'runbook' && { trigger: start.by }),
    origin: createOrigin(bundle),
    environment: process.env.GAIT_ENVIRONMENT,
    env: process.env,
    now: () => Date.now(),
    random: () => Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
    signal: AbortSignal.timeout(Math.max(1, left - RESERVE_MS)),
    channels,
    wait,
    onJournal: print,
    reporter: {
      onLog: () => undefined,
      onAction: () => undefined,
      onPlan,
      confirm: () => Promise.resolve(true),
    },
  };
}

function createOrigin({ subject, commit, automation }: Bundle): Origin {
  return {
    readSubject: () => Promise.resolve(subject),
    readCommit: () => Promise.resolve(commit),
    loadAutomation: () => Promise.resolve(checkModule(automation, { undo: subject.manifest.impact.undo })),
  };
}
