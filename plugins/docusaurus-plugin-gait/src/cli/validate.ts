import { type Command, Option } from 'commander';
import type { Diagnostic } from '../model/diagnostic.ts';
import { countDiagnostics } from '../write/context.ts';
import { BrokenConfiguration, EXIT } from './errors.ts';
import type { Io } from './io.ts';
import { loadForCommand } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, parseCount, toHelp } from './options.ts';
import { FORMATS, type Format, writeDiagnostics } from './output.ts';
import { selectPaths } from './paths.ts';
import { addStaged, openStaged } from './staged.ts';

interface ValidateFlags extends CommonFlags {
  since?: string;
  staged?: boolean;
  format: Format;
  maxWarnings?: number;
}

/** `gait validate`: checks the knowledge base. */
export function addValidateCommand(program: Command, io: Io): void {
  const command = program
    .command('validate')
    .description('check every file and how they fit together; runs no code of the repository')
    .argument('[paths...]', 'report on these files and folders alone; everything is read all the same')
    .option('--since <ref>', 'revision to compare with: raised claims, changed records (default: see below)')
    .option('--staged', 'check what the next commit will hold, and report on its files alone: for a pre-commit hook')
    .addOption(new Option('--format <format>', 'who reads the output').choices(FORMATS).default('pretty'))
    .option('--max-warnings <n>', 'fail when there are more warnings than this', parseCount);
  addCommonOptions(command)
    .addHelpText(
      'after',
      `
Without --since, the change is what HEAD has over its merge base with the main branch when the variable CI is set, and what
the work tree has over HEAD otherwise. All diagnostics are reported, not only those of the change.

With --staged every staged file of the repository is also scanned for credentials, whatever folder it lies in.`,
    )
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait validate', 'check the knowledge base'],
          ['gait validate docs/sops/operations', 'report on one folder'],
          ['gait validate --format github --since origin/main', 'annotate a pull request'],
          ['gait validate --format sarif > gait.sarif', 'for code scanning'],
          ['gait validate --max-warnings 0', 'fail on any warning'],
          ['gait validate --staged', 'check a commit before it is made'],
        ],
        exitCodes: [
          [0, 'no errors, and no more warnings than allowed'],
          [1, 'errors, or too many warnings'],
          [2, 'wrong use, or a broken configuration'],
        ],
      }),
    )
    .action(async (paths: string[], flags: ValidateFlags) => {
      const staged = flags.staged ? openStaged(io) : undefined;
      const loaded = await loadForCommand(io, flags, { since: flags.since }, staged?.open).catch((error: unknown) => {
        if (!(error instanceof BrokenConfiguration)) throw error;
        // What reads the output reads this as well.
        const { diagnostics, context } = error;
        writeDiagnostics({ io, format: flags.format, diagnostics, context });
        io.exitCode = EXIT.usage;
      });
      if (!loaded) return;
      if (staged) await addStaged(loaded, staged);
      const { diagnostics } = loaded.result;
      const isWanted = selectPaths({ io, root: loaded.root, paths, known: diagnostics.map((one) => one.file) });
      const reported = diagnostics.filter((one) => isWanted(one.file));
      writeDiagnostics({
        io,
        format: flags.format,
        diagnostics: reported,
        context: await loaded.createContext(reported),
      });
      io.exitCode = getExitCode(reported, flags);
    });
}

function getExitCode(diagnostics: Diagnostic[], { maxWarnings }: ValidateFlags): number {
  const { error, warning } = countDiagnostics(diagnostics);
  return error > 0 || (maxWarnings !== undefined && warning > maxWarnings) ? EXIT.findings : EXIT.ok;
}
