import type { ActionResult } from '../automation/apply.ts';
import type { Action } from '../automation/contract.ts';
import type { PlanView, RunResult } from '../automation/options.ts';
import type { Colours } from '../write/colours.ts';
import { toPlural } from '../write/context.ts';
import { toVisibleLine } from '../write/visible.ts';

/** The plan of a run as a person reads it before deciding. What AWS and others wrote is made visible, never obeyed. */
export function toPlanText(
  { manifest, account, caller, region, environment, plan, hash, verdict, isUndo }: PlanView,
  colours: Colours,
): string {
  const { bold, dim, yellow } = colours;
  const place = `Account ${account}, region ${region}${environment ? `, ${environment}` : ''}`;
  const limit = `${toPlural(verdict.affected, 'resource')} of the ${verdict.limit} that may be touched`;
  const lines = [
    bold(`${manifest.name}${isUndo ? ' (undo)' : ''}: ${toVisibleLine(manifest.summary)}`),
    `${place} ${dim(`as ${toVisibleLine(caller)}`)}`,
    `Examined ${plan.examined}: ${toPlural(plan.actions.length, 'action')} on ${limit}, ${toPlural(plan.findings.length, 'finding')} for people`,
    ...plan.actions.flatMap((action, index) => ['', ...toActionLines(action, index + 1, colours)]),
  ];
  if (plan.findings.length > 0) {
    lines.push('', bold('For people to decide'));
    for (const { what, advice } of plan.findings)
      lines.push(`- ${toVisibleLine(what)}`, dim(`  ${toVisibleLine(advice)}`));
  }
  const { approval } = manifest.safeguards;
  if (approval !== undefined && !isUndo && plan.actions.length > 0)
    lines.push(
      '',
      `Plan ${hash}: needs ${toPlural(approval.count, 'approval')} by ${approval.role}, who sign it with --approve ${hash}`,
    );
  if (verdict.refusal !== undefined)
    lines.push('', yellow(`Safeguard: ${toVisibleLine(verdict.refusal)}. Nothing will be touched.`));
  return `${lines.join('\n')}\n`;
}

function toActionLines(
  { what, why, before, after, undo }: Action<unknown>,
  number: number,
  { bold, dim }: Colours,
): string[] {
  const facts = { why, before, after, ...(undo !== undefined && { undo }) };
  return [
    bold(`${number}. ${toVisibleLine(what)}`),
    ...Object.entries(facts).map(([name, text]) => `   ${dim(name.padEnd(6))} ${toVisibleLine(text)}`),
  ];
}

/** One line for an action that began or ended. */
export function toActionText({ action, state, error }: ActionResult<Action<unknown>>, { green, red }: Colours): string {
  const what = toVisibleLine(action.what);
  if (state === 'open') return `… ${what}\n`;
  return state === 'done'
    ? `${green('done')}   ${what}\n`
    : `${red('failed')} ${what}: ${toVisibleLine(error ?? '')}\n`;
}

/** What the text of a result needs besides it: `command` is how to say it again, `wake` whom to call. */
interface ResultContext {
  command: string;
  wake: string[];
  isUndo: boolean;
}

/** How a run ended, and what to do next. */
export function toResultText(result: RunResult, context: ResultContext): string {
  const lines = [...toStatusLines(result, context)];
  for (const { what, advice } of result.problems) lines.push(`- ${toVisibleLine(what)}`, `  ${toVisibleLine(advice)}`);
  for (const path of result.records) lines.push(`Record: ${path}. Commit it: only committed records count.`);
  if (result.unrecorded !== undefined) lines.push(`No record: ${toVisibleLine(result.unrecorded)}.`);
  if (result.journal !== undefined) lines.push(`Journal: ${result.journal}/journal.jsonl`);
  return `${lines.join('\n')}\n`;
}

function toStatusLines(result: RunResult, { command, wake, isUndo }: ResultContext): string[] {
  const { status, results, findings } = result;
  const done = results.filter(({ state }) => state === 'done');
  const notDone = results.filter(({ state }) => state !== 'done');
  switch (status) {
    case 'nothing-to-do':
      return ['Nothing to do.'];
    case 'would-change':
      return [`Nothing was touched. To go on: ${command}`];
    case 'declined':
      return ['Nothing was touched.'];
    case 'stopped':
      return toStopLines(result, wake);
    case 'done':
      if (isUndo)
        return [`Taken back: ${toPlural(done.length, 'action')}. Look with a dry run whether all is as it was.`];
      return [
        done.length === 0
          ? 'Done: there was nothing to change.'
          : `Done: ${toPlural(done.length, 'action')}, verified.`,
        ...(findings.length === 0
          ? []
          : [`Left for people to decide: ${toPlural(findings.length, 'finding')}, above.`]),
      ];
    case 'unverified':
      return [`${toPlural(done.length, 'action')} done, but the verification still found:`];
    case 'failed':
    case 'interrupted':
      return [
        status === 'failed' ? `Failed${result.error ? `: ${toVisibleLine(result.error)}` : '.'}` : 'Interrupted.',
        results.length === 0
          ? 'Nothing was touched.'
          : `Done: ${toPlural(done.length, 'action')}. Not done: ${notDone.length}.`,
        ...notDone.map(
          ({ action, state }) => `- ${state === 'failed' ? 'failed' : 'not begun'}: ${toVisibleLine(action.what)}`,
        ),
        'It is safe to run again.',
      ];
  }
}

function toStopLines({ stop }: RunResult, wake: string[]): string[] {
  if (stop === undefined) return [];
  const lines = [`Stopped, nothing was touched: ${toVisibleLine(stop.reason)}.`];
  if (stop.hint !== undefined) lines.push(toVisibleLine(stop.hint));
  if (stop.woken.length > 0) lines.push(`Woken through ${stop.woken.join(', ')}.`);
  else if (stop.wakes) {
    lines.push(
      'Nobody could be woken: no channel took the message. Call these yourself:',
      ...wake.map((one) => `- ${toVisibleLine(one)}`),
    );
  }
  return lines;
}
