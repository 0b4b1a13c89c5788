import type { PlanView, RunResult } from '../options.ts';
import type { Start } from './event.ts';

/** How many actions and findings a message names. */
const MOST = 20;

/** What happened, as far as words for people need it. */
export interface Report {
  name: string;
  start: Start;
  result: RunResult;
  /** Missing when no plan was made. */
  view: PlanView | undefined;
  /** Where what the run left is kept. */
  kept: string | undefined;
}

/** Whether people must hear of it: nothing that is left to them may end in a log that nobody reads. */
export function isWorthTelling({ result }: Report): boolean {
  const { status, stop, findings } = result;
  if (status === 'would-change' || status === 'unverified' || findings.length > 0) return true;
  // Whoever was woken by the runtime knows; a lock is nothing to decide on.
  return status === 'stopped' && stop?.wakes !== true && stop?.isLocked !== true;
}

/** The message, and its subject: at most 100 characters, as SNS has it. */
export function toMessage(report: Report): { subject: string; message: string } {
  const { name, start, result, view, kept } = report;
  const place = view && `account ${view.account}, region ${view.region}, ${view.environment ?? 'unknown environment'}`;
  const lines = [
    `${name}, started by ${STARTED[start.by]}${place ? ` in ${place}` : ''}: ${getOutcome(result)}.`,
    ...(view ? toPlanLines(view) : []),
    ...toLines(
      result.problems.map(({ what, advice }) => `Still so: ${what}. ${advice}`),
      'problems',
    ),
    ...(view && result.status !== 'done' ? [`By hand: ${toCommand(name, start.inputs)}`] : []),
    ...(kept === undefined ? [] : [`Journal: ${kept}`]),
  ];
  return { subject: `Gait: ${name} needs a person`.slice(0, 100), message: lines.join('\n') };
}

const STARTED = { schedule: 'its schedule', event: 'an event', runbook: 'a runbook' };

function getOutcome({ status, stop, error }: RunResult): string {
  if (status === 'would-change') return 'it only looked, and nothing was touched';
  if (status === 'stopped') return `it stopped and touched nothing: ${stop?.reason ?? ''}`;
  if (status === 'unverified') return 'it was carried out, and the verification still finds something';
  if (status === 'done') return 'it was carried out, and something is left to people';
  return error === undefined ? status : `${status}: ${error}`;
}

function toPlanLines({ plan, hash }: PlanView): string[] {
  return [
    `Plan ${hash}: ${plan.examined} examined, ${plan.actions.length} actions, ${plan.findings.length} findings.`,
    ...toLines(
      plan.actions.map(({ what, why }) => `${what}. ${why}`),
      'actions',
    ),
    ...toLines(
      plan.findings.map(({ what, advice }) => `For a person: ${what}. ${advice}`),
      'findings',
    ),
  ];
}

function toLines(texts: string[], noun: string): string[] {
  const shown = texts.slice(0, MOST).map((text) => `- ${text}`);
  return texts.length > MOST ? [...shown, `- and ${texts.length - MOST} more ${noun}`] : shown;
}

function toCommand(name: string, inputs: Record<string, string>): string {
  const given = Object.entries(inputs).map(([key, value]) => ` --input ${key}='${value.replaceAll("'", "'\\''")}'`);
  return `gait run ${name}${given.join('')}`;
}
