// npm test: everything, from a fresh clone. Ends with one line `N passed, N failed`.
import { spawn } from 'node:child_process';
import { buildPlugin, ensureInstalled, ROOT, say } from './install.mjs';
import { runLane } from './vitest-lane.mjs';

const CHECKS = [
  ['Lint', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings=0']],
  ['Types', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['Format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']],
  ['Dead code', 'node_modules/knip/bin/knip.js', ['--no-progress']],
  ['Generated files', 'tools/generate.mjs', ['--check']],
  ['Knowledge base', 'node_modules/docusaurus-plugin-gait/bin/gait.js', ['validate']],
];

/** Projects of vitest.config.ts. The first lane keeps every core busy by itself; the others run side by side, a file at a time each. */
const LANES = [[['fast']], [['slow', 'ahead'], ['automation']]];

ensureInstalled();
buildPlugin();

const results = await runChecks();

say('Tests');
const tests = await runTests(process.argv.slice(2));
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

/** Runs the tests that `filters` name, as vitest reads them; all without any. */
async function runTests(filters) {
  const counts = [];
  for (const lanes of LANES)
    counts.push(
      ...(await Promise.all(lanes.map((projects, index) => runLane({ projects, filters, isQuiet: index > 0 })))),
    );
  const sum = (name) => counts.reduce((total, one) => total + one[name], 0);
  const total = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  if (total.passed + total.failed + total.skipped > 0) return total;
  process.stderr.write(`Unexpected ${filters.join(' ')}, expected part of the path of a test\n`);
  return { ...total, failed: 1 };
}
