import type { Action, Context } from 'docusaurus-plugin-gait/automation';

/** An instance as the plan found it. */
export interface Subject {
  id: string;
  state: string;
  isSpot: boolean;
  /** Values of its tags, by key. */
  tags: ReadonlyMap<string, string>;
  /** ARN of its instance profile. */
  profile: string | undefined;
  volumes: string[];
  interfaces: { id: string; vpc: string; subnet: string; groups: string[]; addresses: string[] }[];
  /** The answer of AWS, to keep. */
  raw: unknown;
}

/** What is needed to carry one measure out and to take it back. */
export interface Work {
  instance: string;
  /** Id, name or ARN of what is changed. */
  target: string;
  /** What stood there before, as the measure needs it. */
  before: string[];
  vpc?: string;
}

/** A measure that is not in place yet. */
export type Todo = Pick<Action, 'what' | 'why' | 'after'> & { was: string; undo: string; work: Work };

/** One of the things that isolate an instance. */
export interface Measure {
  /** What is still to be done of it; nothing when it is in place. */
  look: (context: Context, subject: Subject) => Promise<Todo[]>;
  apply: (context: Context, work: Work) => Promise<void>;
  /** Left out where there is no way back, or none is wanted. */
  undo?: (context: Context, work: Work) => Promise<void>;
}

/** Name of what is made for an instance: its security group, the policy of its role. */
export function getName(instance: string): string {
  return `quarantine-${instance}`;
}

/** Tag that names the incident's ticket. */
export const TAG = 'quarantine';

/** The incident's ticket; the manifest requires it. */
export function getTicket({ inputs }: Context): string {
  return inputs.ticket ?? '';
}
