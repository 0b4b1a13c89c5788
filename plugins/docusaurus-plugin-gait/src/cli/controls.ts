import type { Command } from 'commander';
import { addCrosswalkCommand } from './controls-crosswalk.ts';
import { addImportCommand } from './controls-import.ts';
import type { Io } from './io.ts';
import { toHelp } from './options.ts';

/** `gait controls`: catalogues from publishers' files, and how the controls of one map to those of another. */
export function addControlsCommand(program: Command, io: Io): void {
  const controls = program
    .command('controls')
    .description('bring in control catalogues, and map the controls of one version to those of another')
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait controls import ASVS-5.0.0-en.json --out controls/', 'bring in a standard'],
          ['gait controls crosswalk cis-aws@3.0.0 cis-aws@5.0.0', 'what became of each control'],
        ],
        exitCodes: [
          [0, 'done'],
          [2, 'wrong use, or a file that cannot be read'],
        ],
      }),
    );
  addImportCommand(controls, io);
  addCrosswalkCommand(controls, io);
}
