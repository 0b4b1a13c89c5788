/** Verdicts that a tool can give about one resource, worst first. Those after `manual` are no verdict on the resource itself. */
export const FINDING_STATUSES = ['fail', 'pass', 'manual', 'muted', 'suppressed', 'not-applicable', 'unknown'] as const;
/**
 * - `manual`: the tool asks a person to look.
 * - `muted`: the tool's own list of exceptions hid a failure (Prowler's mutelist).
 * - `suppressed`: somebody set a failure aside in the tool (Security Hub's workflow, SARIF's suppressions, Checkov's skips).
 * - `not-applicable`: there is nothing to check, or the record is archived.
 * - `unknown`: the tool could not tell.
 */
export type FindingStatus = (typeof FINDING_STATUSES)[number];

/** Severities, worst first. `unknown` when the tool does not say. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'informational', 'unknown'] as const;
/** See {@link SEVERITIES}. */
export type Severity = (typeof SEVERITIES)[number];

/** What one check or detector said of one resource at one time, whatever the tool that wrote it. Text that is not given is ''. */
export interface Finding {
  /** Key of the tool that said it: `prowler`, `securityhub`, `guardduty`, `checkov` … */
  tool: string;
  /** Whether `check` names a check (`prowler:…`) or an alert (`guardduty:…`). */
  kind: 'check' | 'alert';
  /** Reference of the check or alert, old names of Prowler's checks replaced by those of today. */
  check: string;
  status: FindingStatus;
  severity: Severity;
  account: string;
  region: string;
  /** ARN, or file and line for tools that read code. */
  resource: string;
  /** When it was said: ISO 8601, UTC, whole seconds. */
  time: string;
  title: string;
  /** The file that it was read from. */
  source: string;
  /** Requirements of frameworks as the tool names them: `CIS-5.0 1.4`. */
  frameworks: string[];
}

/** An entry of a findings file that could not be read. */
export interface FindingProblem {
  source: string;
  /** Which entry, counted from 1; undefined for the file as a whole. */
  index?: number;
  /** Where it begins, in bytes of the file as UTF-8. */
  offset?: number;
  /** `Unexpected …, expected …`. */
  message: string;
}

/** How bad a severity is, 0 for the worst. */
export function getSeverityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
