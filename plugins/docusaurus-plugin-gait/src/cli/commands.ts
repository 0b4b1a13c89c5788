import type { Command } from 'commander';
import { addBuildCommand } from './build.ts';
import { addControlsCommand } from './controls.ts';
import { addDueCommand } from './due.ts';
import { addExplainCommand } from './explain.ts';
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
  addDueCommand,
  addReportCommand,
  addControlsCommand,
  addBuildCommand,
  addRunCommand,
];
