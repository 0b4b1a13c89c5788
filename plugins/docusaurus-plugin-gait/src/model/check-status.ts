import type { FindingStatus } from './finding.ts';

/** Where a check or a control stands, worst first. `stale`: only scans that a newer one has replaced, or that are too old, speak of it. */
export const VERDICTS = [
  'fail',
  'unknown',
  'stale',
  'manual',
  'muted',
  'suppressed',
  'not-applicable',
  'pass',
] as const;
/** See {@link VERDICTS}. */
export type Verdict = (typeof VERDICTS)[number];

/** How many findings of each status there are. */
export type StatusCounts = Partial<Record<FindingStatus, number>>;

/** What a person said of a control in a record, while it is valid. */
export type AttestedStatus = 'pass' | 'fail' | 'not-applicable' | 'waived';

/** Order in which what is no pass decides: nobody may take a muted failure for a pass, but a pass beside it counts. */
const AFTER_FAILURE = ['pass', 'manual', 'muted', 'suppressed', 'unknown', 'not-applicable'] as const;

/** The verdict of one check. Any failure fails it; without a finding it is unknown, never passed. */
export function getCheckVerdict(current: StatusCounts, staleCount: number): Verdict {
  if ((current.fail ?? 0) > 0) return 'fail';
  for (const status of AFTER_FAILURE) if ((current[status] ?? 0) > 0) return status;
  return staleCount > 0 ? 'stale' : 'unknown';
}

/** What decides a control. */
export interface ControlInput {
  decides: 'all' | 'any' | 'partial';
  checks: { tool: string; verdict: Verdict }[];
  /** The valid attestation, if there is one. */
  attested?: AttestedStatus;
}

/** Where a control stands, and whether two tools, or a tool and a person, say opposite things of it. */
export interface ControlVerdict {
  verdict: Verdict | 'waived';
  isDisputed: boolean;
}

/**
 * The verdict of a control: of its checks as `decides` says, and of a person where they leave it open.
 * `all`: each must pass. `any`: one that passes is enough. `partial`: failures count, a pass leaves the rest to a person.
 */
export function getControlVerdict({ decides, checks, attested }: ControlInput): ControlVerdict {
  const passed = new Set(checks.filter((one) => one.verdict === 'pass').map((one) => one.tool));
  const failed = new Set(checks.filter((one) => one.verdict === 'fail').map((one) => one.tool));
  const isBetweenTools = [...failed].some((tool) => [...passed].some((other) => other !== tool));
  const isAgainstPerson = (attested === 'pass' && failed.size > 0) || (attested === 'fail' && passed.size > 0);
  const isDisputed = isBetweenTools || isAgainstPerson;
  const isDecidedByAny = decides === 'any' && passed.size > 0;
  if (attested === 'fail' || (failed.size > 0 && !isDecidedByAny)) return { verdict: 'fail', isDisputed };
  const automatic = getAutomaticVerdict(decides, checks);
  if (automatic === 'pass' || attested === undefined) return { verdict: automatic, isDisputed };
  return { verdict: attested, isDisputed };
}

function getAutomaticVerdict(decides: ControlInput['decides'], checks: ControlInput['checks']): Verdict {
  if (checks.length === 0) return 'manual';
  const verdicts = checks.map((one) => one.verdict);
  if (decides === 'any' && verdicts.includes('pass')) return 'pass';
  if (decides === 'partial' && verdicts.every((one) => one === 'pass')) return 'manual';
  // What there is nothing to check for takes nothing from the checks that pass.
  const telling = verdicts.some((one) => one !== 'not-applicable')
    ? verdicts.filter((one) => one !== 'not-applicable')
    : verdicts;
  return VERDICTS.find((verdict) => telling.includes(verdict)) ?? 'unknown';
}
