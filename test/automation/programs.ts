import { execFileSync } from 'node:child_process';

/**
 * Why tests that need these programs are skipped here; undefined when all are installed.
 * @throws {Error} in CI, which must not pass without them.
 */
export function getAbsence(programs: readonly string[]): string | undefined {
  for (const program of programs) {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' });
    } catch {
      if (process.env.CI) throw new Error(`Unexpected absence of \`${program}\`, expected it in CI`);
      return `\`${program}\` is not installed`;
    }
  }
  return undefined;
}
