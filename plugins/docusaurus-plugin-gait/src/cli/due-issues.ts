import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { getIssuePlan, getKeys, type IssuePlan } from '../report/issues.ts';
import { getRepositoryLinks } from '../report/pages/repository.ts';
import type { ScheduledOccurrence } from '../model/occurrence.ts';
import { toPlural } from '../write/context.ts';
import { toClosingComment, toIssue } from '../write/issue.ts';
import { toVisibleLine } from '../write/visible.ts';
import { EXIT, UsageError } from './errors.ts';
import { LostAnswer, type Tracker, type TrackerInput } from './issues-contract.ts';
import type { Io } from './io.ts';

type Host = 'github' | 'gitlab';

interface SyncInput {
  host: Host;
  base: KnowledgeBase;
  /** Without it, nothing is changed. */
  apply: boolean;
  apiUrl?: string;
}

/** Pauses before looking again for an issue whose opening was not confirmed, in milliseconds: lists of a host can lag. */
const LOOKS = [500, 1_000, 2_000];

/**
 * Makes the issues of a git host agree with what is due, or shows how it would.
 * @throws {UsageError} without a token or project, and when the host refuses.
 */
export async function syncIssues(io: Io, { host, base, apply, apiUrl }: SyncInput): Promise<void> {
  const settings = getSettings(io, host, base, apiUrl);
  try {
    const tracker = await createTracker(host, settings);
    const plan = getIssuePlan(base, await tracker.list());
    if (apply) await carryOut({ io, tracker, plan, base, host });
    else io.stdout.write(toPlanText(plan));
    const isChanging = plan.open.length + plan.close.length > 0;
    io.exitCode = isChanging && !apply ? EXIT.wouldChange : EXIT.ok;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `Unexpected answer of ${host}: ${toVisibleLine(said.replaceAll(settings.token, '…')).slice(0, 300)}`,
      'Check the token, its rights (issues: write) and the address; then run the command again: nothing is opened twice.',
    );
  }
}

async function createTracker(host: Host, settings: TrackerInput): Promise<Tracker> {
  if (host === 'github') return (await import('./issues-github.ts')).createGithubTracker(settings);
  return (await import('./issues-gitlab.ts')).createGitlabTracker(settings);
}

function getSettings(io: Io, host: Host, base: KnowledgeBase, apiUrl: string | undefined): TrackerInput {
  const { env } = io;
  const isGithub = host === 'github';
  const token = isGithub ? env.GITHUB_TOKEN : env.GITLAB_TOKEN;
  if (!token)
    throw new UsageError(
      `Unexpected absence of ${isGithub ? 'GITHUB_TOKEN' : 'GITLAB_TOKEN'}, expected a token in the environment`,
      isGithub
        ? 'In a workflow: env: {GITHUB_TOKEN: ${{ github.token }}}, with the permission issues: write.'
        : 'Make a project access token with the scope api; CI_JOB_TOKEN cannot write issues.',
    );
  const { repository } = base.configuration;
  const own = repository?.host === host ? new URL(repository.url) : undefined;
  const project =
    (isGithub ? env.GITHUB_REPOSITORY : env.CI_PROJECT_PATH) ?? own?.pathname.replace(/^\/|(?:\.git)?\/*$/gu, '');
  if (!project || !project.includes('/'))
    throw new UsageError(
      `Unexpected absence of a project of ${host}, expected one such as \`example/sops\``,
      `Set ${isGithub ? 'GITHUB_REPOSITORY' : 'CI_PROJECT_PATH'}, or \`repository\` in gait.config.yaml.`,
    );
  const fallback = isGithub ? 'https://api.github.com' : `${own?.origin ?? 'https://gitlab.com'}/api/v4`;
  const api = apiUrl ?? (isGithub ? env.GITHUB_API_URL : env.CI_API_V4_URL) ?? fallback;
  const isLocal = /^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d+)?(?:\/|$)/u.test(api);
  if (!/^https:\/\/[^\s@]+$/u.test(api) && !isLocal)
    throw new UsageError(`Unexpected \`${api}\` as address of the API, expected one that starts with https://`);
  return { api, project, token };
}

async function carryOut(input: {
  io: Io;
  tracker: Tracker;
  plan: IssuePlan;
  base: KnowledgeBase;
  host: Host;
}): Promise<void> {
  const { io, tracker, plan, base, host } = input;
  for (const one of plan.open) {
    const owner = base.configuration.owners[one.sop.file.frontMatter.data.owner ?? ''];
    const address = getRepositoryLinks(base.configuration, one.sop.file.path)?.view;
    const number = await openOnce(tracker, one, () => tracker.open(toIssue(one, { team: owner?.[host], address })));
    io.stdout.write(`Opened #${number}: ${toLine(one)}\n`);
  }
  for (const { issue, occurrence } of plan.close) {
    await tracker.close(issue.number, toClosingComment(occurrence));
    io.stdout.write(`Closed #${issue.number}: ${toLine(occurrence)}\n`);
  }
  io.stdout.write(toSummary(plan));
}

/** When the answer was lost, the issue is looked for and not opened again: that is left to the next run, which sees all there is. */
async function openOnce(tracker: Tracker, one: ScheduledOccurrence, open: () => Promise<number>): Promise<number> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof LostAnswer)) throw error;
    const keys = getKeys(one);
    for (const pause of LOOKS) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      const found = (await tracker.list()).find(({ key }) => keys.includes(key));
      if (found) return found.number;
    }
    throw new UsageError(
      `Unexpected silence of the host on opening the issue of ${toLine(one)}, expected an answer`,
      'Run the command again: it opens the issue if it is not there.',
    );
  }
}

function toPlanText(plan: IssuePlan): string {
  const lines = [
    ...plan.open.map((one) => `Would open: ${toLine(one)} (${one.state})\n`),
    ...plan.close.map(({ issue, occurrence }) => `Would close #${issue.number}: ${toLine(occurrence)}\n`),
  ];
  return `${lines.join('')}${toSummary(plan)}${lines.length > 0 ? 'Nothing was changed: add --apply.\n' : ''}`;
}

function toSummary({ open, close, kept }: IssuePlan): string {
  return `${toPlural(open.length, 'issue')} to open, ${close.length} to close, ${kept} as they should be\n`;
}

function toLine({ sop, dueOn, record }: ScheduledOccurrence): string {
  const done = record ? `, done in record ${record.yaml.data.id ?? ''}` : '';
  return toVisibleLine(`${sop.title}, due on ${dueOn}${done}`);
}
