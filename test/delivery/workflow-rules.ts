import { parse } from 'yaml';

/** A step of a job or of a composite action, as far as the rules look at it. */
interface Step {
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

/** A job of a workflow, as far as the rules look at it. */
interface Job {
  if?: string;
  needs?: string | string[];
  permissions?: string | Record<string, string>;
  environment?: unknown;
  steps?: Step[];
}

/** A workflow, or a composite action, as far as the rules look at it. */
export interface Workflow {
  on?: unknown;
  permissions?: unknown;
  jobs?: Record<string, Job>;
  runs?: { steps?: Step[] };
}

const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/u;
/**
 * What an event says is written by anybody, and must not become part of a program's text. Rather than to tell such expressions from
 * harmless ones, none is allowed: a value comes in by `env`.
 */
const EXPRESSION = /\$\{\{/u;

/** What is unsafe in the text of a workflow or of a composite action; empty when nothing is. */
export function findWeaknesses(text: string): string[] {
  const workflow = parse(text) as Workflow;
  const isAction = workflow.runs !== undefined;
  const jobs: [string, Job][] = isAction
    ? [['action', { steps: workflow.runs?.steps }]]
    : Object.entries(workflow.jobs ?? {});
  // What one job builds another deploys, so a poisoned cache in any of them would be published.
  const isPublished = jobs.some(([, job]) => isDeploy(job));
  return [
    ...(JSON.stringify(workflow.on ?? '').includes('pull_request_target')
      ? ['pull_request_target runs with secrets on what anybody wrote']
      : []),
    ...(isAction || JSON.stringify(workflow.permissions) === '{}' ? [] : ['the top must say `permissions: {}`']),
    ...jobs.flatMap(([name, job]) => findInJob({ text, name, job, isAction, isPublished })),
  ];
}

/** Whether a job publishes something or makes a token that can. */
function isDeploy({ environment, permissions }: Job): boolean {
  return environment !== undefined || /write/u.test(JSON.stringify(permissions ?? ''));
}

function findInJob(input: { text: string; name: string; job: Job; isAction: boolean; isPublished: boolean }): string[] {
  const { text, name, job, isAction, isPublished } = input;
  const { permissions, steps = [] } = job;
  return [
    ...(isAction || (typeof permissions === 'object' && permissions !== null)
      ? []
      : [`${name} must list its permissions`]),
    ...steps.flatMap((step) => findInStep({ text, step, isPublished })).map((one) => `${name}: ${one}`),
  ];
}

function findInStep({ text, step, isPublished }: { text: string; step: Step; isPublished: boolean }): string[] {
  const { uses, run = '', with: options = {} } = step;
  const problems: string[] = [];
  const script = typeof options.script === 'string' ? options.script : '';
  if (EXPRESSION.test(run) || EXPRESSION.test(script))
    problems.push("an expression, so perhaps an event's text, in a command");
  if (uses === undefined || uses.startsWith('./')) return problems;
  if (!PINNED.test(uses)) problems.push(`${uses} is not pinned by its full hash`);
  const line = text.split('\n').find((one) => one.includes(uses)) ?? '';
  if (!/# v\d+\.\d+\.\d+$/u.test(line)) problems.push(`${uses} does not say its version`);
  if (uses.startsWith('actions/checkout@') && options['persist-credentials'] !== false)
    problems.push('actions/checkout without persist-credentials: false');
  if (isPublished && restoresCache(uses, options)) problems.push(`${uses} restores a cache in a workflow that deploys`);
  return problems;
}

/** setup-node restores one by itself, unless it is told not to. */
function restoresCache(uses: string, options: Record<string, unknown>): boolean {
  if (/^actions\/cache(?:\/restore)?@/u.test(uses)) return true;
  return (
    uses.startsWith('actions/setup-') && (options.cache !== undefined || options['package-manager-cache'] !== false)
  );
}
