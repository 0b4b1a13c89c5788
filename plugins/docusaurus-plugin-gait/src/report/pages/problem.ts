import type { Configuration } from '../../model/schema/configuration.ts';
import { getNewIssueLink } from './repository.ts';

/** Where a reader says that something is wrong with a page. */
export interface ProblemLinks {
  page: string;
  /** By step id. */
  steps: Record<string, string>;
}

/** An SOP as a report names it. */
export interface ReportedSop {
  id: string;
  title: string;
  /** Of the text that the reader saw; undefined when it could not be read. */
  fingerprint?: string;
  steps: readonly { id: string; number: number }[];
}

/** Addresses at which a problem of an SOP, or of one step, is reported: the issue names SOP, step and fingerprint already. */
export function getSopProblemLinks(configuration: Configuration, sop: ReportedSop): ProblemLinks | undefined {
  const page = getNewIssueLink(configuration, toIssue(sop));
  if (page === undefined) return undefined;
  const steps = sop.steps.map((step): [string, string] => [
    step.id,
    getNewIssueLink(configuration, toIssue(sop, step)) ?? page,
  ]);
  return { page, steps: Object.fromEntries(steps) };
}

/** Address at which a problem of a standard or a page of the guide is reported. */
export function getPageProblemLink(configuration: Configuration, path: string): string | undefined {
  return getNewIssueLink(configuration, { title: `Problem: ${path}`, body: toBody([['Page', toCode(path)]]) });
}

/** Titles are shown as plain text; in the body stand ids alone, which mention nobody. */
function toIssue(sop: ReportedSop, step?: { id: string; number: number }): { title: string; body: string } {
  return {
    title: `Problem: ${sop.title}${step ? `, step ${step.number}` : ''}`,
    body: toBody([
      ['SOP', toCode(sop.id)],
      ...(step ? ([['Step', `${step.number}, ${toCode(step.id)}`]] as const) : []),
      ...(sop.fingerprint === undefined ? [] : ([['Fingerprint', toCode(sop.fingerprint)]] as const)),
    ]),
  };
}

function toBody(rows: readonly (readonly [name: string, value: string])[]): string {
  const facts = rows.map(([name, value]) => `- ${name}: ${value}`);
  return `${facts.join('\n')}\n\nWhat went wrong, and what did you expect?\n\n`;
}

/** A code span that nothing in it can close. */
function toCode(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  const fence = '`'.repeat(1 + Math.max(0, ...(line.match(/`+/gu) ?? []).map((run) => run.length)));
  return fence.length === 1 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}
