import type { Command } from 'commander';
import { getCodeOwnerDisagreements } from '../model/code-owner-disagreements.ts';
import type { CodeOwnersDialect } from '../model/code-owners-file.ts';
import { findCodeOwners, getCodeOwnersPaths } from '../model/code-owners.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { readCodeOwners } from '../read/codeowners.ts';
import { readPrefix } from '../read/git.ts';
import { getCodeOwnerGroups } from '../report/code-owner-groups.ts';
import { placeCodeOwners, toCodeOwnersLines } from '../write/codeowners.ts';
import { toVisible, toVisibleLine } from '../write/visible.ts';
import { finishChange } from './change-finish.ts';
import { EXIT, UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { type Loaded, loadForCommand } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, toHelp } from './options.ts';

interface OwnersFlags extends CommonFlags {
  write?: boolean;
  check?: boolean;
}

/** The file as it is and as it should be. */
interface Proposal {
  path: string;
  dialect: CodeOwnersDialect;
  /** The made part, and what stands in its place now. */
  lines: string[];
  before: string[];
  text: string;
  isCurrent: boolean;
  notes: string[];
}

/** Most lines of one kind that are shown: the rest are counted. */
const MOST_SHOWN = 10;

/** `gait owners`: CODEOWNERS from the owners of the pages. */
export function addOwnersCommand(program: Command, io: Io): void {
  const command = program
    .command('owners')
    .description('make CODEOWNERS from the owners of SOPs and standards, and the stewards of the policy')
    .option('--write', 'write the file; without it, its rows are shown')
    .option('--check', 'fail when the file is not what --write would make: for CI');
  addCommonOptions(command)
    .addHelpText(
      'after',
      `
The rows stand between two marks; what stands outside of them is yours and stays. Each SOP, so its claim of maturity too, goes to the
team of its owner, with its records and its automation. The configuration with policy and people, controls, exceptions, CODEOWNERS
itself and what has no owner yet go to the \`stewards\` of gait.config.yaml. On GitLab the rows stand in two sections.`,
    )
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait owners', 'look at the rows'],
          ['gait owners --write', 'write them'],
          ['gait owners --check', 'in CI'],
        ],
        exitCodes: [
          [0, 'written, or current'],
          [1, '--check: not current'],
          [2, 'wrong use, a broken configuration, or marks that are broken; nothing was changed'],
          [3, 'without options: --write would change something'],
        ],
      }),
    )
    .action(async (flags: OwnersFlags) => {
      if (flags.write && flags.check) throw new UsageError('Unexpected --check beside --write, expected one of them');
      const loaded = await loadForCommand(io, flags);
      const proposal = await propose(loaded);
      for (const note of proposal.notes) io.stderr.write(`${toVisibleLine(note)}\n`);
      if (flags.check) io.exitCode = check(io, proposal);
      else if (flags.write) io.exitCode = await write(io, loaded, proposal);
      else {
        io.stdout.write(`${toVisible(proposal.lines.join('\n'))}\n`);
        io.exitCode = proposal.isCurrent ? EXIT.ok : EXIT.wouldChange;
      }
    });
}

/** @throws {UsageError} when the file cannot be made, or not without losing something. */
async function propose({ root, source, result: { base } }: Loaded): Promise<Proposal> {
  const prefix = await readPrefix(root);
  if (prefix !== '') {
    throw new UsageError(
      `Unexpected knowledge base in the folder \`${prefix}\` of a repository, expected it at the root`,
      'The git host reads CODEOWNERS at the root of the repository alone; write its rows by hand.',
    );
  }
  const known = findCodeOwners(base);
  const dialect = known?.codeOwners.dialect ?? base.configuration.repository?.host ?? 'github';
  const path = known?.path ?? getNewPath(base, dialect);
  const { groups, notes, problems } = getCodeOwnerGroups(base, dialect);
  const [problem] = problems;
  if (problem) throw new UsageError(problem.message, problem.hint);
  const lines = toCodeOwnersLines(groups, dialect);
  const text = known ? decode(path, await source.read(path)) : '';
  const placed = placeCodeOwners(text, lines);
  if ('problem' in placed) {
    throw new UsageError(
      `Unexpected ${placed.problem.message} at \`${path}:${placed.problem.line}\`, expected one \`# gait owners: begin\` and one \`# gait owners: end\` below it`,
      'Nothing was changed. Put the marks in order, or take them out: the rows are then added at the end.',
    );
  }
  return {
    path,
    dialect,
    lines,
    before: placed.before,
    text: placed.text,
    isCurrent: placed.text === text,
    notes: [...notes, ...getPlaceNotes({ base, dialect, path, ...placed })],
  };
}

/** What people's own rows do to those that are made. */
function getPlaceNotes(input: {
  base: KnowledgeBase;
  dialect: CodeOwnersDialect;
  path: string;
  text: string;
  hasRowsAfter: boolean;
}): string[] {
  const { base, dialect, path, text, hasRowsAfter } = input;
  const { codeOwners } = readCodeOwners(new TextEncoder().encode(text), dialect);
  const notes = getCodeOwnerDisagreements(base, codeOwners).map(
    ({ file, team, owners, row }) =>
      `${file.path} goes to ${owners.length > 0 ? owners.join(', ') : 'nobody'}, not to ${team}${row ? `: see the row at ${path}:${row.place.start.line}` : ''}`,
  );
  const more = notes.length - MOST_SHOWN;
  return [
    ...notes.slice(0, MOST_SHOWN),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...(hasRowsAfter && dialect === 'gitlab'
      ? [`rows of ${path} after the second mark belong to the section above them, unless a section of their own begins`]
      : []),
  ];
}

/** @throws {UsageError} when a link lies there: it would be written through, or replaced. */
function getNewPath({ paths }: KnowledgeBase, dialect: CodeOwnersDialect): string {
  const { home, locations } = getCodeOwnersPaths(dialect);
  const link = locations
    .flatMap((one) => [one, one.slice(0, Math.max(0, one.lastIndexOf('/')))])
    .find((one) => paths.get(one) === 'symlink');
  if (link === undefined) return home;
  throw new UsageError(
    `Unexpected symbolic link \`${link}\`, expected a file`,
    'Git hosts do not follow it. Put the file itself there.',
  );
}

/** @throws {UsageError} for what is no UTF-8. */
function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`Unexpected encoding of \`${path}\`, expected UTF-8`, 'Save the file as UTF-8.');
  }
}

function check(io: Io, { path, before, lines, isCurrent }: Proposal): number {
  if (isCurrent) {
    io.stdout.write(`${path} is current\n`);
    return EXIT.ok;
  }
  const rows = [...toChanges('-', before, lines), ...toChanges('+', lines, before)];
  io.stdout.write(
    `${path} is not current\n${rows.map((row) => `${toVisibleLine(row)}\n`).join('')}Run \`gait owners --write\` and commit what it writes.\n`,
  );
  return EXIT.findings;
}

/** Lines of the one that the other has not. */
function toChanges(mark: string, lines: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  const own = lines.filter((line) => line !== '' && !known.has(line)).map((line) => `  ${mark} ${line}`);
  const more = own.length - MOST_SHOWN;
  return more > 0 ? [...own.slice(0, MOST_SHOWN), `  ${mark} … and ${more} more`] : own;
}

async function write(io: Io, loaded: Loaded, { path, text, isCurrent }: Proposal): Promise<number> {
  if (isCurrent) {
    io.stdout.write(`${path} is current\n`);
    return EXIT.ok;
  }
  return finishChange({
    io,
    loaded,
    changes: new Map([[path, text]]),
    isDryRun: false,
    commit: 'owners: who reviews what\n\nMade by gait owners --write.',
  });
}
