import path from 'node:path';
import { type Command, Option } from 'commander';
import { createDefaultProcessor, loadKnowledgeBase } from '../base/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { SopNode } from '../model/knowledge-base.ts';
import { getMaturityRank, MATURITIES, type Maturity } from '../model/maturity.ts';
import { getPolicyPoints, type PolicyPoint } from '../model/policy.ts';
import { Line } from '../model/schema/common.ts';
import { setFrontMatter } from '../write/front-matter.ts';
import { toVisibleLine } from '../write/visible.ts';
import { writeAtomically } from './atomic.ts';
import { createColours } from './colours.ts';
import { EXIT, UsageError } from './errors.ts';
import { findSop } from './find-sop.ts';
import type { Io } from './io.ts';
import { type Loaded, loadForCommand } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, toHelp } from './options.ts';
import { createOverlay } from './overlay.ts';

interface PromoteFlags extends CommonFlags {
  to?: 'walk' | 'run';
  demote?: 'crawl' | 'walk';
  reason?: string;
  dryRun: boolean;
}

/** `gait promote`: says what a level asks, and changes the claim when all of it is met. */
export function addPromoteCommand(program: Command, io: Io): void {
  const command = program
    .command('promote')
    .description('say point by point what the next level asks, and claim it when all is met')
    .argument('<sop>', 'id of the SOP')
    .addOption(new Option('--to <level>', 'level to claim (default: the next one)').choices(['walk', 'run']))
    .addOption(new Option('--demote <level>', 'claim this lower level instead').choices(['crawl', 'walk']))
    .option('--reason <text>', 'why it is demoted; for the commit message')
    .option('--dry-run', 'say what would change, and change nothing', false);
  addCommonOptions(command)
    .addHelpText(
      'after',
      `
Asked are the policy of gait.config.yaml, as validate asks it, and that the SOP validates at the level that it would claim. Nothing but
the value of maturity changes. The commit message that is proposed names the records that count.`,
    )
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait promote isolate-instance', 'claim the next level, or learn what is missing'],
          ['gait promote isolate-instance --to run --dry-run', 'what run asks'],
          ['gait promote isolate-instance --demote crawl --reason "Step 4 broke"', 'take a claim back'],
        ],
        exitCodes: [
          [0, 'changed, or it claims that level already and has earned it'],
          [1, 'something is missing; nothing was changed'],
          [2, 'wrong use, or a broken configuration'],
          [3, 'a dry run that would change the claim'],
        ],
      }),
    )
    .action(async (id: string, flags: PromoteFlags) => {
      io.exitCode = await run(io, id, flags);
    });
}

async function run(io: Io, id: string, flags: PromoteFlags): Promise<number> {
  if (flags.demote && flags.to) throw new UsageError('Unexpected --to with --demote, expected one of them');
  if (flags.demote && !Line.safeParse(flags.reason?.trim() ?? '').success)
    throw new UsageError('Unexpected absence of --reason, expected one line that says why', 'Say what went wrong.');
  if (!flags.demote && flags.reason !== undefined)
    throw new UsageError('Unexpected --reason without --demote, expected it for a demotion alone');
  const loaded = await loadForCommand(io, flags);
  const node = findSop(loaded.result.base, id);
  const { claimed } = node.maturity;
  const to = flags.demote ?? flags.to ?? MATURITIES[getMaturityRank(claimed) + 1];
  if (to === undefined || to === claimed) {
    io.stdout.write(`${node.id} claims ${claimed} already\n`);
    return claimed === 'crawl' || flags.demote ? EXIT.ok : showClaimed(io, loaded, node, claimed);
  }
  const isDown = getMaturityRank(to) < getMaturityRank(claimed);
  if (isDown !== (flags.demote !== undefined)) {
    throw new UsageError(
      `Unexpected level \`${to}\` for an SOP that claims \`${claimed}\`, expected a ${isDown ? 'higher' : 'lower'} one`,
      isDown ? `Use --demote ${to} --reason …` : `Use --to ${to}.`,
    );
  }
  const text = await change(loaded, node, to);
  if (!isDown) {
    const points = await getPoints(loaded, node, to as 'walk' | 'run', text);
    io.stdout.write(toPointsText(io, node, to, points));
    if (points.some(({ isMet }) => !isMet)) return EXIT.findings;
  }
  if (!flags.dryRun) await writeAtomically(path.join(loaded.root, node.file.path), text);
  const message = isDown
    ? `demote: ${node.id} from ${claimed} to ${to}\n\n${flags.reason?.trim() ?? ''}`
    : `promote: ${node.id} from ${claimed} to ${to}\n\nRecords: ${node.maturity.counting.join(', ') || 'none asked for'}`;
  io.stdout.write(
    `${flags.dryRun ? 'Would change' : 'Changed'} ${node.file.path}: maturity: ${claimed} → ${to}\n\nProposed commit message:\n\n${message
      .split('\n')
      .map((line) => (line === '' ? '' : `    ${toVisibleLine(line)}`))
      .join('\n')}\n`,
  );
  return flags.dryRun ? EXIT.wouldChange : EXIT.ok;
}

/** Whether what is claimed already is still earned: a text that changed may have left its records behind. */
async function showClaimed(io: Io, loaded: Loaded, node: SopNode, claimed: 'walk' | 'run'): Promise<number> {
  const points = await getPoints(loaded, node, claimed, await change(loaded, node, claimed));
  io.stdout.write(toPointsText(io, node, claimed, points));
  return points.some(({ isMet }) => !isMet) ? EXIT.findings : EXIT.ok;
}

/** @throws {UsageError} when the front matter cannot be changed safely. */
async function change({ source }: Loaded, { file }: SopNode, to: Maturity): Promise<string> {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await source.read(file.path));
  const changed =
    file.frontMatter.data.maturity === undefined ? undefined : setFrontMatter(text, file, { maturity: to });
  if (changed !== undefined) return changed;
  throw new UsageError(
    `Unexpected front matter of \`${file.path}\`, expected a \`maturity\` that can be changed`,
    `See gait validate ${file.path}.`,
  );
}

/** What the policy asks, then what the validator says of the text that would be written. */
async function getPoints(loaded: Loaded, node: SopNode, to: 'walk' | 'run', text: string): Promise<PolicyPoint[]> {
  const { base, diagnostics: before } = loaded.result;
  const { configuration, addedBy, asOf } = base;
  const { people, policy, timezone } = configuration;
  const { file, records } = node;
  const sop = { ...file.frontMatter.data, maturity: to };
  const points = getPolicyPoints(
    { sop, fingerprint: file.fingerprint, records, addedBy, policy, people, asOf, timezone },
    to,
  );
  const source = createOverlay(loaded.source, { path: file.path, text });
  const { diagnostics } = await loadKnowledgeBase({ source, asOf, addedBy, processor: createDefaultProcessor() });
  const known = new Set(before.map(toKey));
  // The policy's points say in more detail what this rule would.
  const faults = diagnostics.filter(
    (one) =>
      one.severity === 'error' &&
      one.rule !== 'maturity-not-earned' &&
      (one.file === file.path || !known.has(toKey(one))),
  );
  const validates: PolicyPoint[] =
    faults.length === 0
      ? [{ what: `validates at ${to}`, isMet: true }]
      : faults.map((one) => ({ what: `${one.file}:${one.place?.start.line ?? 1}: ${one.message}`, isMet: false }));
  const isActive = (sop.status ?? 'active') === 'active';
  return [
    ...points,
    ...validates,
    ...(isActive ? [] : [{ what: `status: ${sop.status} is not active`, isMet: false }]),
  ];
}

function toKey({ file, rule, message }: Diagnostic): string {
  return JSON.stringify([file, rule, message]);
}

function toPointsText(io: Io, node: SopNode, to: Maturity, points: PolicyPoint[]): string {
  const { bold, green, red } = createColours(io);
  const lines = points.map(
    ({ what, isMet }) => `  ${isMet ? green('met    ') : red('missing')}  ${toVisibleLine(what)}\n`,
  );
  const ignored = node.maturity.ignored.map(({ id, reason }) => `  ${toVisibleLine(`${id}: ${reason}`)}\n`);
  const more = ignored.length > 0 ? `Records that do not count:\n${ignored.join('')}` : '';
  const { claimed } = node.maturity;
  const title = claimed === to ? `${node.id}: ${to}` : `${node.id}: ${claimed} → ${to}`;
  return `${bold(title)}\n${lines.join('')}${more}`;
}
