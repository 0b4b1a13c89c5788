import type { Command } from 'commander';
import type { Io } from './io.ts';

/** Adds a command to the program, with its options and its help. */
export type AddCommand = (program: Command, io: Io) => void;

/** Every command by name, in the order of the help. Each is loaded when it is asked for: most of a short run is loading. */
export const COMMANDS: ReadonlyMap<string, () => Promise<AddCommand>> = new Map([
  ['validate', async () => (await import('./validate.ts')).addValidateCommand],
  ['fix', async () => (await import('./fix.ts')).addFixCommand],
  ['new', async () => (await import('./new.ts')).addNewCommand],
  ['rename', async () => (await import('./rename.ts')).addRenameCommand],
  ['retire', async () => (await import('./retire.ts')).addRetireCommand],
  ['record', async () => (await import('./record.ts')).addRecordCommand],
  ['promote', async () => (await import('./promote.ts')).addPromoteCommand],
  ['explain', async () => (await import('./explain.ts')).addExplainCommand],
  ['due', async () => (await import('./due.ts')).addDueCommand],
  ['report', async () => (await import('./report.ts')).addReportCommand],
  ['diff', async () => (await import('./diff.ts')).addDiffCommand],
  ['owners', async () => (await import('./owners.ts')).addOwnersCommand],
  ['controls', async () => (await import('./controls.ts')).addControlsCommand],
  ['export', async () => (await import('./export.ts')).addExportCommand],
  ['findings', async () => (await import('./findings.ts')).addFindingsCommand],
  ['build', async () => (await import('./build.ts')).addBuildCommand],
  ['run', async () => (await import('./run.ts')).addRunCommand],
  ['exercise', async () => (await import('./exercise.ts')).addExerciseCommand],
]);
