// gait validate against its floor, for N = 100, 1,000 and 5,000: `npm run bench:validate [-- N …]`.
import { execFileSync } from 'node:child_process';
import { appendFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { writeCorpus } from './corpus.mjs';
import { measure, toTable } from './measure.mjs';

const ROOT = join(import.meta.dirname, '..');
const GAIT = join(ROOT, 'plugins/docusaurus-plugin-gait/bin/gait.js');
const counts = process.argv.slice(2).map(Number);

const rows = [
  [
    'N',
    'floor s',
    'cold s',
    'cold/floor',
    'warm s',
    'warm/floor',
    'one changed s',
    'one/floor',
    'staged s',
    'peak MB',
    'KB/SOP',
  ],
];
for (const count of counts.length ? counts : [100, 1000, 5000]) {
  const folder = join(tmpdir(), `gait-bench-validate-${count}`);
  const bytes = await writeCorpus({ folder, count });
  const floor = await measure(process.execPath, [join(import.meta.dirname, 'floor.mjs'), folder]);
  const validate = () => measure(process.execPath, [GAIT, 'validate', '--root', folder, '--as-of', '2026-11-01']);
  const cold = await validate();
  const warm = await validate();
  const [path] = globSync('docs/sops/**/*.md', { cwd: folder, absolute: true }).sort();
  await appendFile(path, '\nOne more line.\n');
  const changed = await validate();
  const staged = await measureHook(folder, path);
  rows.push([
    count,
    floor.wall.toFixed(1),
    cold.wall.toFixed(1),
    (cold.wall / floor.wall).toFixed(2),
    warm.wall.toFixed(2),
    (warm.wall / floor.wall).toFixed(3),
    changed.wall.toFixed(2),
    (changed.wall / floor.wall).toFixed(3),
    staged.wall.toFixed(2),
    Math.max(cold.peakMb, warm.peakMb).toFixed(0),
    (bytes / count / 1024).toFixed(1),
  ]);
  process.stderr.write(`${toTable(rows)}\n\n`);
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write(`${toTable(rows)}\n`);

/** What the hook does before a commit of one changed SOP, with the cache of earlier runs. */
async function measureHook(folder, path) {
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', ...args], { cwd: folder });
  git('init', '--quiet');
  git('add', '--all', '--', '.', ':!.gait');
  git('commit', '--quiet', '--message', 'Add');
  await appendFile(path, '\nAnother line.\n');
  git('add', '--', path);
  return measure(process.execPath, [GAIT, 'validate', '--staged', '--root', folder, '--as-of', '2026-11-01']);
}
