// gait findings summary and import against their floor: `npm run bench:findings [-- MB [format …]]`, 100 MB of each format by default.
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FORMATS, writeFindings } from './findings-files.mjs';
import { measure, toTable } from './measure.mjs';

const ROOT = join(import.meta.dirname, '..');
const GAIT = join(ROOT, 'plugins/docusaurus-plugin-gait/bin/gait.js');
const [megabytes = '100', ...chosen] = process.argv.slice(2);
const size = Number(megabytes);

const rows = [['format', 'MB', 'entries', 'floor MB/s', 'command', 'MB/s', 'time/floor', 'peak MB']];
const folder = await mkdtemp(join(tmpdir(), 'gait-bench-findings-'));
try {
  await copyFile(join(ROOT, 'gait.config.yaml'), join(folder, 'gait.config.yaml'));
  await mkdir(join(folder, 'findings'));
  for (const format of chosen.length ? chosen : Object.keys(FORMATS)) {
    const file = join(folder, `scan.${FORMATS[format].ending}`);
    const entries = writeFindings(file, format, size * 1024 * 1024);
    const floor = await measure(process.execPath, [join(import.meta.dirname, 'findings-floor.mjs'), file]);
    for (const [command, root] of [
      ['summary', ROOT],
      ['import', folder],
    ]) {
      const run = await measure(process.execPath, [GAIT, 'findings', command, file, '--root', root]);
      if (!run.output.includes(`of ${entries} entries, 0 not read`)) throw new Error(run.output);
      const speed = (size / run.wall).toFixed(0);
      const ratio = (run.wall / floor.wall).toFixed(2);
      rows.push([format, size, entries, (size / floor.wall).toFixed(0), command, speed, ratio, run.peakMb.toFixed(0)]);
    }
    process.stderr.write(`${toTable(rows)}\n\n`);
    await rm(file);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write(`${toTable(rows)}\n`);
