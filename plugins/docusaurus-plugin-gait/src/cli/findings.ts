import type { Command } from 'commander';
import { addFindingsImportCommand } from './findings-import.ts';
import { addFindingsSummaryCommand } from './findings-summary.ts';
import type { Io } from './io.ts';
import { toHelp } from './options.ts';

/** `gait findings`: what scanners said, and what to follow. */
export function addFindingsCommand(program: Command, io: Io): void {
  const findings = program
    .command('findings')
    .description('read what scanners found: which checks fail, and which SOP mends them')
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait findings summary output/prowler.ocsf.json', 'failing checks, those without an SOP first'],
          ['gait findings import output/prowler.ocsf.json', 'keep them for the site'],
        ],
        exitCodes: [
          [0, 'done'],
          [1, 'something in a file could not be read'],
          [2, 'wrong use, or a file that cannot be opened'],
        ],
      }),
    );
  addFindingsSummaryCommand(findings, io);
  addFindingsImportCommand(findings, io);
}
