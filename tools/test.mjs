// npm test: everything, from a fresh clone. Ends with one line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPlugin, ensureInstalled, ROOT, say } from './install.mjs';

const CHECKS = [
  ['Types', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['Lint', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings=0']],
  ['Format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']],
  ['Dead code', 'node_modules/knip/bin/knip.js', ['--no-progress']],
  ['Generated files', 'tools/generate.mjs', ['--check']],
  ['Knowledge base', 'node_modules/docusaurus-plugin-gait/bin/gait.js', ['validate']],
];

ensureInstalled();
buildPlugin();

const results = CHECKS.map(([name, script, args]) => {
  say(name);
  return {
    name,
    isPassed: spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' }).status === 0,
  };
});

say('Tests');
const tests = runVitest();
const failedChecks = results.filter((one) => !one.isPassed);
for (const { name } of failedChecks) process.stdout.write(`Failed check: ${name}\n`);
const passed = results.length - failedChecks.length + tests.passed;
const failed = failedChecks.length + tests.failed;
process.stdout.write(`\n${passed} passed, ${failed} failed${tests.skipped ? `, ${tests.skipped} skipped` : ''}\n`);
process.exitCode = failed === 0 ? 0 : 1;

function runVitest() {
  const folder = mkdtempSync(join(tmpdir(), 'gait-test-'));
  const report = join(folder, 'report.json');
  try {
    const { status } = spawnSync(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...process.argv.slice(2),
      ],
      { cwd: ROOT, stdio: 'inherit' },
    );
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
