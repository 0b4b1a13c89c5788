// gait diff of a change of ten SOPs against its floor, for N = 100, 1,000 and 5,000: `npm run bench:diff [-- N …]`. One SOP in five has
// a record. `base` is a run with what `gait validate` of the base left in the cache; `again` is the next one; `cold` has no cache.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { writeCorpus } from './corpus.mjs';
import { measure, toTable } from './measure.mjs';

const ROOT = join(import.meta.dirname, '..');
const GAIT = join(ROOT, 'plugins/docusaurus-plugin-gait/bin/gait.js');
/** Files that the change is about. */
const CHANGED = 10;
const DAY = ['--as-of', '2026-11-01'];
const counts = process.argv.slice(2).map(Number);

const rows = [['N', 'floor s', 'cold s', 'cold/floor', 'base s', 'base/floor', 'again s', 'again/floor', 'peak MB']];
for (const count of counts.length ? counts : [100, 1000, 5000]) {
  const folder = join(tmpdir(), `gait-bench-diff-${count}`);
  await writeCorpus({ folder, count });
  await writeFile(join(folder, '.gitignore'), '.gait/\n');
  const sops = globSync('docs/sops/**/*.md', { cwd: folder, absolute: true }).sort();
  await writeRecords(folder, sops);
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  commit(folder);
  const floor = await measure(process.execPath, [join(import.meta.dirname, 'floor.mjs'), folder]);
  const cache = join(folder, '.gait');
  await measure(process.execPath, [GAIT, 'validate', '--root', folder, ...DAY]);
  git(folder, 'checkout', '--quiet', '-b', 'change');
  for (const path of sops.slice(0, CHANGED)) {
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace('Confirm the account.', 'Confirm account and region.'),
    );
  }
  commit(folder);
  const diff = (...more) =>
    measure(process.execPath, [GAIT, 'diff', 'main', '--root', folder, ...DAY, '--format', 'json', ...more]);
  const base = await diff();
  const again = await diff();
  await rm(cache, { recursive: true });
  const cold = await diff('--no-cache');
  rows.push([
    count,
    floor.wall.toFixed(1),
    ...[cold, base, again].flatMap(({ wall }) => [wall.toFixed(2), (wall / floor.wall).toFixed(3)]),
    Math.max(cold.peakMb, base.peakMb).toFixed(0),
  ]);
  process.stderr.write(`${toTable(rows)}\n\n`);
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write(`${toTable(rows)}\n`);

/** One record for every fifth SOP; of which text does not matter here. */
async function writeRecords(folder, sops) {
  for (const [index, path] of sops.entries()) {
    if (index % 5 > 0) continue;
    const sop = basename(path, '.md');
    const id = `2026-10-02-${String(index).padStart(6, '0')}`;
    const file = join(folder, 'records', sop, `${id}.yaml`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, getRecord(id, sop));
  }
}

function getRecord(id, sop) {
  return `schema: 1
id: ${id}
sop: ${sop}
fingerprint: 'g1-0000000000000000'
commit: '4c1f0c1d77be'
performer: {person: '@alice'}
started_at: 2026-10-02T14:03:00+01:00
finished_at: 2026-10-02T14:20:00+01:00
environment: staging
outcome: completed
`;
}

function commit(folder) {
  git(folder, 'add', '--all');
  git(folder, '-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', 'commit', '--quiet', '--message', 'Bench');
}

function git(folder, ...args) {
  execFileSync('git', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}
