import type { Diagnostic } from '../model/diagnostic.ts';
import { toVisibleLine } from '../write/visible.ts';
import { changeFiles, type FileChanges } from './change-files.ts';
import { getNewDiagnostics } from './change-check.ts';
import { EXIT, UsageError } from './errors.ts';
import type { Io } from './io.ts';
import type { Loaded } from './knowledge-base.ts';

/**
 * Holds a change against the validator, makes it and says what it did; gives the exit code.
 * @throws {UsageError} when the result would have an error that is not there now; then nothing is changed.
 */
export async function finishChange(input: {
  io: Io;
  loaded: Loaded;
  changes: FileChanges;
  moved?: Readonly<Record<string, string>>;
  isDryRun: boolean;
  commit: string;
}): Promise<number> {
  const { io, loaded, changes, moved, isDryRun, commit } = input;
  const found = await getNewDiagnostics(loaded, changes, moved);
  const errors = found.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    io.stderr.write(errors.map(toLine).join(''));
    throw new UsageError(
      'Unexpected errors after the change, expected a knowledge base that still validates',
      'Nothing was changed. Mend what is said above.',
    );
  }
  if (!isDryRun) await changeFiles(loaded.root, changes);
  const verb = isDryRun ? 'Would ' : '';
  const word = (text: string | undefined): string => (text === undefined ? 'remove' : 'write');
  for (const [file, text] of changes)
    io.stdout.write(`${verb}${isDryRun ? word(text) : PAST[word(text)]} ${toVisibleLine(file)}\n`);
  if (found.length > 0) io.stdout.write(`\nTo look at next:\n${found.map(toLine).join('')}`);
  io.stdout.write(`\nProposed commit message:\n\n    ${commit.replaceAll('\n', '\n    ').replaceAll(/^ +$/gmu, '')}\n`);
  return isDryRun ? EXIT.wouldChange : EXIT.ok;
}

const PAST: Readonly<Record<string, string>> = { write: 'Wrote', remove: 'Removed' };

function toLine({ file, place, message }: Diagnostic): string {
  return `${toVisibleLine(`${file}:${place?.start.line ?? 1}: ${message}`)}\n`;
}
