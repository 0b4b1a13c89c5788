import type { Command } from 'commander';
import { addBuildCommand } from './build.ts';
import { addControlsCommand } from './controls.ts';
import { addDiffCommand } from './diff.ts';
import { addDueCommand } from './due.ts';
import { addExerciseCommand } from './exercise.ts';
import { addExplainCommand } from './explain.ts';
import { addExportCommand } from './export.ts';
import { addFindingsCommand } from './findings.ts';
import { addFixCommand } from './fix.ts';
import type { Io } from './io.ts';
import { addNewCommand } from './new.ts';
import { addOwnersCommand } from './owners.ts';
import { addPromoteCommand } from './promote.ts';
import { addRecordCommand } from './record.ts';
import { addRenameCommand } from './rename.ts';
import { addReportCommand } from './report.ts';
import { addRetireCommand } from './retire.ts';
import { addRunCommand } from './run.ts';
import { addValidateCommand } from './validate.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly ((program: Command, io: Io) => void)[] = [
  addValidateCommand,
  addFixCommand,
  addNewCommand,
  addRenameCommand,
  addRetireCommand,
  addRecordCommand,
  addPromoteCommand,
  addExplainCommand,
  addDueCommand,
  addReportCommand,
  addDiffCommand,
  addOwnersCommand,
  addControlsCommand,
  addExportCommand,
  addFindingsCommand,
  addBuildCommand,
  addRunCommand,
  addExerciseCommand,
];
