// npm test: everything, from a fresh clone. Ends with one line `N passed, N failed`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPlugin, ensureInstalled, ROOT, say } from './install.mjs';

const CHECKS = [
  ['Lint', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings=0']],
  ['Types', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['Format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']],
  ['Dead code', 'node_modules/knip/bin/knip.js', ['--no-progress']],
  ['Generated files', 'tools/generate.mjs', ['--check']],
  ['Knowledge base', 'node_modules/docusaurus-plugin-gait/bin/gait.js', ['validate']],
];

/** Far more than the tests take. What still runs then will not end by itself, and is named. */
const LIMIT_MINUTES = 45;

ensureInstalled();
buildPlugin();

const results = await runChecks();

say('Tests');
const tests = await runVitest();
const failedChecks = results.filter((one) => !one.isPassed);
for (const { name } of failedChecks) process.stdout.write(`Failed check: ${name}\n`);
const passed = results.length - failedChecks.length + tests.passed;
const failed = failedChecks.length + tests.failed;
process.stdout.write(`\n${passed} passed, ${failed} failed${tests.skipped ? `, ${tests.skipped} skipped` : ''}\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs the checks two at a time, the longest first; each says its name and what it printed when it ends. */
async function runChecks() {
  say(`Checks: ${CHECKS.map(([name]) => name.toLowerCase()).join(', ')} …`);
  const left = [...CHECKS];
  const done = [];
  const work = async () => {
    for (let check = left.shift(); check; check = left.shift()) {
      const [name, script, args] = check;
      const { status, output } = await runQuietly([script, ...args]);
      process.stderr.write(output);
      say(`${name}: ${status === 0 ? 'passed' : 'failed'}`);
      done.push({ name, isPassed: status === 0 });
    }
  };
  await Promise.all([work(), work()]);
  return done;
}

/** Runs Node and gives what it printed. */
function runQuietly(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject).once('close', (status) => resolve({ status, output: Buffer.concat(chunks) }));
  });
}

async function runVitest() {
  const folder = mkdtempSync(join(tmpdir(), 'gait-test-'));
  const report = join(folder, 'report.json');
  const running = join(folder, 'running.txt');
  try {
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { status, isStopped } = await runLimited(
      ['node_modules/vitest/vitest.mjs', ...args, '--reporter=./tools/running-tests.mjs', ...process.argv.slice(2)],
      { GAIT_RUNNING_TESTS: running },
    );
    if (isStopped) {
      const files = existsSync(running) ? readFileSync(running, 'utf8') : '';
      process.stderr.write(`Unexpected tests that still run after ${LIMIT_MINUTES} minutes, stopped:\n${files}`);
      return { passed: 0, failed: 1, skipped: 0 };
    }
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    // A suite that could not even be loaded, or an error outside any test, has failed although no test has.
    const failed = numFailedTests || numFailedTestSuites || (status === 0 ? 0 : 1);
    return { passed: numPassedTests, failed, skipped: numPendingTests };
  } catch (error) {
    process.stderr.write(`Unexpected end of the tests: ${error.message}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs Node in a process group of its own, so that everything it started can be ended with it. */
function runLimited(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    let isStopped = false;
    const stop = () => process.kill(-child.pid, 'SIGKILL');
    const timer = setTimeout(() => ((isStopped = true), stop()), LIMIT_MINUTES * 60_000);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (stop(), process.exit(1)));
    child.once('error', reject).once('exit', (status) => {
      clearTimeout(timer);
      // A browser or a server that a test left behind would keep our output open.
      try {
        stop();
      } catch {
        // Nothing was left.
      }
      resolve({ status, isStopped });
    });
  });
}
