import type { Json } from '../model/json.ts';
import type { GaitException } from '../model/schema/exception.ts';
import type { Clients } from './clients.ts';
import type { Reaches } from './reaches/contract.ts';

export type { Json } from '../model/json.ts';

/**
 * Everything that an automation may know or use. It has nothing else: no disk, no network, no environment, no clock. `dns`, `rdap`, `files`,
 * `knowledgeBase` and `tools` refuse every use that the manifest's `reaches` does not name.
 */
export interface Context extends Reaches {
  /**
   * AWS, and only the commands that the manifest's `permissions` allow. While planning and verifying, commands that write are refused
   * as well: nothing is touched but by `apply` and `undo`.
   */
  readonly clients: Clients;
  /** Checked against the manifest; optional ones that were not given are missing. */
  readonly inputs: Readonly<Record<string, string | undefined>>;
  /** Account of the credentials, 12 digits. */
  readonly account: string;
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`: the second part of ARNs. */
  readonly partition: string;
  /** When the run began. */
  readonly now: Date;
  /** Exceptions of the knowledge base that are in force today. */
  readonly exceptions: readonly GaitException[];
  /** Tells the reader of the terminal and the journal what is going on. Never log a secret. */
  readonly log: (message: string) => void;
  /** Names a secret that the automation came to know: from now on it is blotted out of everything that is shown or written. */
  readonly conceal: (secret: string) => void;
  /** Waits so many milliseconds; rejects when the run is interrupted. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** One thing that the automation would do. Shown before anything is touched, kept in the journal, handed to `apply` and `undo`. */
export interface Action<Data = Json> {
  /** Stable and unique within the plan: the same state gives the same id. */
  id: string;
  /** The resource that it touches. Safeguards count different resources. */
  resource: string;
  what: string;
  why: string;
  before: string;
  after: string;
  /** How it is taken back, in words. */
  undo?: string;
  /** What `apply` and `undo` need to know. No secrets. */
  data: Data;
}

/** An action that was carried out. `result` is what `apply` answered, such as the id of what it made; `null` when nothing or cut off. */
export interface AppliedAction<Data = Json, Result = Json> extends Action<Data> {
  result: Result | null;
}

/** Something for a person to decide on: the automation leaves it alone. */
export interface Finding {
  /** Stable and unique among the findings of a plan. */
  id: string;
  resource: string;
  what: string;
  /** What the SOP advises. */
  advice: string;
}

/** What the automation found and would do about it. */
export interface Plan<Data = Json> {
  /** How many resources were looked at; percentages of safeguards are of this number. */
  examined: number;
  /** How many there are, when not all were looked at. */
  total?: number;
  actions: Action<Data>[];
  findings: Finding[];
  /** Set when the SOP says stop: nothing is applied, whatever the safeguards say. */
  stop?: { step: string; reason: string; hint: string };
  /** What there is to say about steps of the SOP, by step id: becomes the note in the record. Counts, not weak spots. */
  notes?: Record<string, string>;
  /** Files to keep beside the journal when the run is applied. `name` is a plain file name. */
  evidence?: { name: string; text: string }[];
}

/** What `automation.ts` exports. */
export interface Automation<Data = Json, Result = Json> {
  /** Looks, and says what it would do. Touches nothing. */
  plan: (context: Context) => Promise<Plan<Data>>;
  /**
   * Carries out one action. Must be safe to repeat: it succeeds when the action was done already. What it answers is kept in the journal for
   * `undo`: ids, never secrets.
   */
  apply: (context: Context, action: Action<Data>) => Promise<Result | void>;
  /** Looks again after the apply: what is still not as the SOP's verification asks. Empty = verified. */
  verify: (context: Context, plan: Plan<Data>) => Promise<Finding[]>;
  /** Takes one applied action back. Must be safe to repeat, and to call when the action was cut off half way. */
  undo?: (context: Context, action: AppliedAction<Data, Result>) => Promise<void>;
}

/**
 * Types an automation: `export const { plan, apply, verify, undo } = defineAutomation<Rule>({ … })`.
 * The type parameters are what an action carries in `data`, and what `apply` answers.
 */
export function defineAutomation<Data = Json, Result = Json>(
  automation: Automation<Data, Result>,
): Automation<Data, Result> {
  return automation;
}
