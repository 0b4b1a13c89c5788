import type { Command } from 'commander';
import { addBuildCommand } from './build.ts';
import { addControlsCommand } from './controls.ts';
import { addExplainCommand } from './explain.ts';
import { addFindingsCommand } from './findings.ts';
import { addFixCommand } from './fix.ts';
import type { Io } from './io.ts';
import { addNewCommand } from './new.ts';
import { addReportCommand } from './report.ts';
import { addRunCommand } from './run.ts';
import { addValidateCommand } from './validate.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly ((program: Command, io: Io) => void)[] = [
  addValidateCommand,
  addFixCommand,
  addNewCommand,
  addExplainCommand,
  addReportCommand,
  addControlsCommand,
  addFindingsCommand,
  addBuildCommand,
  addRunCommand,
];
