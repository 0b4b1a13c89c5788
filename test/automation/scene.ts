import type { AutomationBench } from './bench.ts';
import type { Checkout } from './checkout.ts';
import type { RunInput } from './run.ts';

/**
 * Where a scene is played: on the bench of a test, or in this repository when `tools/exercise-automations.mjs` earns records with it. There, nothing
 * can be amended.
 */
export interface Stage extends Pick<AutomationBench, 'name' | 'endpoint' | 'plan' | 'amend' | 'closeAfter'> {
  readonly checkout: Pick<Checkout, 'root'>;
}

/** A world for an automation to work in, and what a run in it is given. */
export interface World {
  /** Name of the automation. */
  name: string;
  /** Added to every run: inputs, mocks of calls that the emulator lacks, fakes of the world beside AWS. */
  input?: Partial<RunInput>;
  /** Makes a world with work for so many actions on different resources; for an automation that only looks, with something to find. */
  makeBusy: (stage: Stage, count: number) => Promise<void>;
  /** How many resources are too many for the manifest's safeguard; 1 when `max_affected` is 0. Left out by an automation that only looks. */
  tooMany?: number;
  /** True when a mutating call is mocked: no record may come of it. */
  isMocked?: boolean;
  /** True when a policy is attached that AWS manages. */
  hasPolicies?: boolean;
  /** Approvals and the like for an apply with this input. */
  prepareApply?: (stage: Stage, input: Partial<RunInput>) => Promise<Partial<RunInput>>;
}

/** The world of an automation's tests, and what is asked of it. */
export interface Scene extends World {
  tooMany: number;
  /** Makes a world in which all is well. Left out when the empty emulator is one. */
  makeQuiet?: (bench: AutomationBench) => Promise<void>;
  /** What the world looks like: equal before and after when nothing was touched. Without times, tokens and ids that undo cannot restore. */
  look: (stage: Stage) => Promise<unknown>;
  /** How a stop past the safeguard reads. */
  stopReason?: RegExp;
  /** Permission that an apply cannot do without, as the manifest writes it. */
  permission: string;
  /** Inputs that must be refused, and how the refusal reads. */
  badInputs: (readonly [Record<string, string>, RegExp])[];
  /** False for an automation that says `undo: false`. */
  hasUndo?: boolean;
}

/** The world of the tests of an automation that only looks, and what is asked of it. */
export interface CheckScene extends Pick<World, 'name' | 'input'> {
  /** Makes a world in which all is well. */
  makeQuiet: (bench: AutomationBench) => Promise<void>;
  /** Makes a world with something for a person to decide on, and nothing to stop for. */
  makeFlawed: (bench: AutomationBench) => Promise<void>;
  /** Makes a world at which the SOP says stop. */
  makeAlarming: (bench: AutomationBench) => Promise<void>;
  /** How the stop reads. */
  stopReason: RegExp;
  /** What is taken out of the manifest, by what it is replaced, and how the refusal reads. */
  without: readonly [string, string, RegExp];
  /** Name of the file that is kept as evidence. */
  evidence: string;
  /** Inputs that must be refused, and how the refusal reads. */
  badInputs: (readonly [Record<string, string>, RegExp])[];
}
