import type { Source } from '../base/source.ts';
import type { Manifest } from '../model/schema/manifest.ts';
import type { ActionResult } from './apply.ts';
import type { Mocks } from './clients.ts';
import type { Action, Automation, Finding, Plan } from './contract.ts';
import type { Reaches } from './reaches/contract.ts';
import type { Verdict } from './safeguards.ts';
import type { Identity } from './session.ts';
import type { Subject } from './subject.ts';
import type { Channel } from './wake.ts';

/** What is shown before anything is touched. */
export interface PlanView extends Identity {
  manifest: Manifest;
  environment?: string;
  plan: Plan<unknown>;
  /** Hash of what the plan would do, where and by which code: what an approval signs. */
  hash: string;
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

/** Where a run takes what it runs from: a checkout, or a bundle that was made from one. */
export interface Origin {
  readSubject: () => Promise<Subject>;
  /** The commit that holds the subject. */
  readCommit: (subject: Subject) => Promise<string>;
  loadAutomation: (subject: Subject) => Promise<Automation<unknown>>;
}

/** A run, and all that it may use of the outside world. */
export interface RunOptions {
  /** Folder of the knowledge base; records and journals are written below it. */
  root: string;
  source: Source;
  name: string;
  inputs: Readonly<Record<string, string>>;
  /** Inputs that are secret, kept apart from those of the command line. */
  secrets?: Readonly<Record<string, string>>;
  isApply: boolean;
  /** What started it, when no person did. */
  trigger?: 'schedule' | 'event';
  /** In the place of the checkout at `root`. */
  origin?: Origin;
  environment?: string;
  region?: string;
  /** ARN of a role to assume with a session policy made of the manifest's permissions. */
  role?: string;
  /** Only this plan may be applied. */
  planHash?: string;
  /** Approvals that were handed over, as {@link signPlan} made them. */
  approvals?: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Six characters of `[a-z0-9]`, different each time. */
  random: () => string;
  /** Fired when the person at the terminal wants out. */
  signal: AbortSignal;
  /** Replaces the configured ways to wake people, in tests. */
  channels?: readonly Channel[];
  reporter: Reporter;
  /** Told each line of the journal when it is on disk. */
  onJournal?: (line: string) => void;
  /** Replaces the way to GitHub, in tests. */
  fetch?: typeof globalThis.fetch;
  /** Replaces waiting, in tests. */
  wait?: (milliseconds: number) => Promise<void>;
  /** Answers in the place of an emulator that lacks a call, in tests. */
  mocks?: Mocks;
  /** The world beside AWS, in tests. */
  fakes?: Partial<Reaches>;
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
  /** Why it was stopped, who took the call, whether anybody was to be woken, and whether another run was in the way. */
  stop?: { reason: string; hint?: string; woken: string[]; wakes: boolean; isLocked?: true };
  /** Why no record was written although it was applied. */
  unrecorded?: string;
  /** Paths relative to the root. */
  records: string[];
  journal?: string;
  run?: string;
}

/** A result with nothing in it but what is given. */
export function createResult(status: RunResult['status'], rest: Partial<RunResult> = {}): RunResult {
  return { status, results: [], findings: [], problems: [], records: [], ...rest };
}
