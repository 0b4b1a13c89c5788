import { join } from 'node:path';
import type { Source } from '../base/source.ts';
import type { ActionResult } from './apply.ts';
import type { Action, Automation, Context, Finding, Plan } from './contract.ts';
import { RunError } from './errors.ts';
import { getCommitOf } from './git.ts';
import { ACCOUNT_INPUT, checkInputs } from './inputs.ts';
import { loadAutomation } from './module.ts';
import type { Verdict } from './safeguards.ts';
import type { Identity } from './session.ts';
import { readSubject } from './subject.ts';
import type { Subject } from './subject.ts';
import { getTarget } from './target.ts';
import type { Target } from './target.ts';
import type { Channel } from './wake.ts';

/** What is shown before anything is touched. */
export interface PlanView extends Identity {
  manifest: Subject['manifest'];
  environment?: string;
  plan: Plan<unknown>;
  verdict: Verdict;
  isUndo: boolean;
}

/** Who is told, and asked, while a run goes on. */
export interface Reporter {
  onLog: (message: string) => void;
  onPlan: (view: PlanView) => void;
  /** Before an action begins (`open`), and after it ended. */
  onAction: (result: ActionResult<Action<unknown>>) => void;
  /** Asked once, before the first action. Answers true where nobody can be asked: `--apply` was the answer. */
  confirm: (view: PlanView) => Promise<boolean>;
}

/** A run, and all that it may use of the outside world. */
export interface RunOptions {
  /** Folder of the knowledge base; records and journals are written below it. */
  root: string;
  source: Source;
  name: string;
  inputs: Readonly<Record<string, string>>;
  isApply: boolean;
  environment?: string;
  region?: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Six characters of `[a-z0-9]`, different each time. */
  random: () => string;
  /** Fired when the person at the terminal wants out. */
  signal: AbortSignal;
  channels: readonly Channel[];
  reporter: Reporter;
  /** Replaces waiting, in tests. */
  wait?: (milliseconds: number) => Promise<void>;
}

/** How a run ended. The command line turns it into an exit code. */
export interface RunResult {
  status:
    | 'nothing-to-do'
    | 'would-change'
    /** A safeguard, or the SOP, said stop: nothing was touched. */
    | 'stopped'
    /** The person who was asked said no. */
    | 'declined'
    | 'done'
    /** Applied, but the verification still found something. */
    | 'unverified'
    | 'failed'
    | 'interrupted';
  results: ActionResult<Action<unknown>>[];
  /** Findings of the plan, left to people. */
  findings: Finding[];
  /** What the verification still found. */
  problems: Finding[];
  error?: string;
  /** Why it was stopped, who took the call, and whether anybody was to be woken. */
  stop?: { reason: string; hint?: string; woken: string[]; wakes: boolean };
  /** Paths relative to the root. */
  records: string[];
  journal?: string;
  run?: string;
}

/** A result with nothing in it but what is given. */
export function createResult(status: RunResult['status'], rest: Partial<RunResult> = {}): RunResult {
  return { status, results: [], findings: [], problems: [], records: [], ...rest };
}

/** A run that may begin. */
export interface Preparation {
  subject: Subject;
  automation: Automation<unknown>;
  inputs: Context['inputs'];
  target: Target;
  /** Only of a run that will be on record. */
  commit?: string;
}

/**
 * Reads and checks everything that can be known before AWS is asked. Only a run on record asks for committed text: taking something back
 * must not wait for a commit.
 * @throws {RunError} for whatever does not fit.
 */
export async function prepareRun(options: RunOptions, { isOnRecord }: { isOnRecord: boolean }): Promise<Preparation> {
  const { root } = options;
  const subject = await readSubject(options.source, options.name);
  const { manifest, folder, sops } = subject;
  if (!manifest.triggers.manual) {
    throw new RunError(`Unexpected run of \`${manifest.name}\` by hand, expected its schedule or event to start it`);
  }
  const inputs = checkInputs(manifest, options.inputs);
  const target = getTarget(options);
  const commit = isOnRecord ? await getCommitOf(root, [...sops.map(({ path }) => path), folder]) : undefined;
  const automation = await loadAutomation(join(root, folder), { undo: manifest.impact.undo });
  return { subject, automation, inputs, target, commit };
}

/**
 * Holds the account that was named against the one of the credentials: the first step of every SOP that can do harm.
 * @throws {RunError} when they differ, or when an apply on AWS names none although the manifest has an input for it.
 */
export function confirmAccount(options: RunOptions, { subject, inputs, target }: Preparation, account: string): void {
  if (!subject.manifest.inputs.some(({ name }) => name === ACCOUNT_INPUT)) return;
  const named = inputs[ACCOUNT_INPUT];
  if (named === undefined && options.isApply && target.environment !== 'emulator') {
    throw new RunError(
      `Unexpected absence of the input \`${ACCOUNT_INPUT}\`, expected the account to be named before anything is applied`,
      `Add \`--input ${ACCOUNT_INPUT}=${account}\` if that is the account you mean.`,
    );
  }
  if (named !== undefined && named !== account) {
    throw new RunError(
      `Unexpected account \`${account}\` of the credentials, expected \`${named}\``,
      'Change the profile or sign in again.',
    );
  }
}
