// Runs some of vitest's projects in a process of their own, and counts what passed. Two lanes keep two cores busy.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './install.mjs';

/** Far more than the tests take. What still runs then will not end by itself, and is named. */
const LIMIT_MINUTES = 60;

const NO_TESTS = { passed: 0, failed: 0, skipped: 0 };

/**
 * Runs the tests of these projects that `filters` name, all without any. A quiet lane prints what it has to say in one piece, when it ends.
 * Whatever goes wrong counts as a failure.
 */
export async function runLane({ projects, filters, isQuiet = false }) {
  const folder = mkdtempSync(join(tmpdir(), 'gait-test-'));
  const report = join(folder, 'report.json');
  const running = join(folder, 'running.txt');
  const args = ['run', ...projects.flatMap((name) => ['--project', name]), '--passWithNoTests', ...filters];
  const reporters = ['default', 'json', './tools/running-tests.mjs'].flatMap((name) => ['--reporter', name]);
  try {
    const { status, isStopped, output } = await runLimited(
      ['node_modules/vitest/vitest.mjs', ...args, ...reporters, `--outputFile.json=${report}`],
      { env: { GAIT_RUNNING_TESTS: running }, isQuiet },
    );
    process.stdout.write(output);
    if (isStopped) {
      const files = existsSync(running) ? readFileSync(running, 'utf8') : '';
      process.stderr.write(`Unexpected tests that still run after ${LIMIT_MINUTES} minutes, stopped:\n${files}`);
      return { ...NO_TESTS, failed: 1 };
    }
    if (status === 0 && !existsSync(report)) return NO_TESTS;
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    // A suite that could not even be loaded, or an error outside any test, has failed although no test has.
    const failed = numFailedTests || numFailedTestSuites || (status === 0 ? 0 : 1);
    return { passed: numPassedTests, failed, skipped: numPendingTests };
  } catch (error) {
    process.stderr.write(`Unexpected end of the tests: ${error.message}\n`);
    return { ...NO_TESTS, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs Node in a process group of its own, so that everything it started can be ended with it. */
function runLimited(args, { env, isQuiet }) {
  return new Promise((resolve, reject) => {
    const output = isQuiet ? 'pipe' : 'inherit';
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output],
      detached: true,
    });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    let isStopped = false;
    const stop = () => process.kill(-child.pid, 'SIGKILL');
    const timer = setTimeout(() => ((isStopped = true), stop()), LIMIT_MINUTES * 60_000);
    const interrupt = () => (stop(), process.exit(1));
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupt);
    child.once('error', reject).once('exit', (status) => {
      clearTimeout(timer);
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupt);
      // A browser or a server that a test left behind would keep our output open.
      try {
        stop();
      } catch {
        // Nothing was left.
      }
      resolve({ status, isStopped, output: Buffer.concat(chunks) });
    });
  });
}
