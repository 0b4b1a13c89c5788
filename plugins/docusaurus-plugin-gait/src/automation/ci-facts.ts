import { RunError } from './errors.ts';

/** What reviews are asked for with. */
export interface EnvironmentFacts {
  env: Readonly<Record<string, string | undefined>>;
  /** Entries of the configuration for the role that must approve. */
  approvers: readonly string[];
  /** Hash of the plan at hand, and the one that the job was told to apply. */
  hash: string;
  planHash: string | undefined;
  /** Milliseconds since 1970. */
  now: number;
  fetch: typeof globalThis.fetch;
}

/** @throws {RunError} when the job does not say which plan its reviewers saw. */
export function checkPlanHash({ planHash, hash }: EnvironmentFacts): void {
  if (planHash !== undefined) return;
  throw new RunError(
    'Unexpected apply in a protected environment without --plan, expected the hash that its reviewers saw',
    `Add \`--plan ${hash}\`, and let the reviewers see it before they approve.`,
  );
}
