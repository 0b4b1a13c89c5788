import path from 'node:path';
import type { Finding, FindingProblem } from '../model/finding.ts';
import { readFindingsFile } from '../read/findings/disk.ts';
import type { FindingsCount } from '../read/findings/index.ts';
import { toPlural } from '../write/context.ts';
import { toVisibleLine } from '../write/visible.ts';
import { createColours } from './colours.ts';
import { EXIT, UsageError } from './errors.ts';
import type { Io } from './io.ts';

/** Problems of a file that are told one by one; the rest is counted. */
const MAX_TOLD = 20;

/**
 * Reads a file and says on stderr what could not be read; then the command exits with 1.
 * @throws {UsageError} when the file cannot be opened.
 */
export async function readAndTell(io: Io, file: string, onFinding: (finding: Finding) => void): Promise<FindingsCount> {
  const { yellow } = createColours(io, io.stderr);
  let problems = 0;
  const onProblem = ({ index, offset, message }: FindingProblem): void => {
    problems++;
    if (problems > MAX_TOLD) return;
    const place = [index === undefined ? '' : `entry ${index}`, offset === undefined ? '' : `at byte ${offset}`];
    const where = [toVisibleLine(file), ...place.filter((one) => one !== '')].join(', ');
    io.stderr.write(`${yellow('not read:')} ${where}: ${toVisibleLine(message)}\n`);
  };
  let count: FindingsCount;
  try {
    count = await readFindingsFile({
      file: path.resolve(io.cwd, file),
      name: path.basename(file),
      events: { onFinding, onProblem },
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`Unexpected path \`${file}\`, expected a file that can be read`, 'Check its spelling.');
  }
  if (problems > MAX_TOLD) io.stderr.write(`and ${problems - MAX_TOLD} more of ${toVisibleLine(file)}\n`);
  if (problems > 0) io.exitCode = EXIT.findings;
  io.stderr.write(
    `${toVisibleLine(file)}: ${count.formats.join(', ') || 'no format'}, ${toPlural(count.findings, 'finding')} of ` +
      `${count.entries} ${count.entries === 1 ? 'entry' : 'entries'}, ${count.refused} not read\n`,
  );
  return count;
}
