// Measures a command and everything it starts: wall time, CPU seconds, peak memory of the process tree (Linux).
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeCorpus } from './corpus.mjs';

const ROOT = join(import.meta.dirname, '..');
const GAIT = join(ROOT, 'plugins/docusaurus-plugin-gait/bin/gait.js');
const TICKS_PER_SECOND = 100;
const PAGE = 4096;
const SAMPLE_MS = 100;

/** Runs a command to its end. @throws when it fails, with the tail of what it printed. */
export async function measure(command, args, { cwd, env } = {}) {
  const cpuBefore = readChildCpu();
  const started = performance.now();
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => (output = (output + data).slice(-4000)));
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, readTreeMemory(child.pid))), SAMPLE_MS);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  clearInterval(timer);
  const wall = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`);
  return { wall, cpu: readChildCpu() - cpuBefore, peakMb: peak / 1024 / 1024, output };
}

/** CPU seconds of all ended children and their children, as the kernel counts them. */
function readChildCpu() {
  const fields = readStat('self');
  return fields ? (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND : Number.NaN;
}

function readTreeMemory(root) {
  const parents = new Map();
  const memory = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    const fields = readStat(name);
    if (!fields) continue;
    parents.set(Number(name), Number(fields[1]));
    memory.set(Number(name), Number(fields[21]) * PAGE);
  }
  let total = 0;
  for (const [pid, bytes] of memory) {
    let at = pid;
    while (at && at !== root) at = parents.get(at);
    if (at === root) total += bytes;
  }
  return total;
}

/** Fields of /proc/<pid>/stat after the command name, so index 0 is the state. */
function readStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Rows as an aligned table. */
export function toTable(rows) {
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => String(row[at]).length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => (at === 0 ? String(cell).padEnd(widths[at]) : String(cell).padStart(widths[at])))
        .join('  '),
    )
    .join('\n');
}

/** The value below which a part of the values lies, `0.95` for p95 (nearest rank). */
export function getQuantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))];
}

/** Makes a knowledge base of `count` SOPs in a folder and builds its site; `prepare` may add files before. */
export async function buildCorpusSite({ folder, count, prepare, env }) {
  await writeCorpus({ folder, count });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"name":"bench","private":true}\n');
  await mkdir(join(folder, 'static'), { recursive: true });
  await cp(join(ROOT, 'LICENSE'), join(folder, 'static/LICENSE'));
  await writeFile(
    join(folder, 'docusaurus.config.js'),
    `import { createGaitSite } from 'docusaurus-plugin-gait/site';\nexport default createGaitSite({ title: 'Bench', url: 'https://bench.example.org' });\n`,
  );
  await prepare?.();
  return measure(process.execPath, [GAIT, 'build', '--as-of', '2026-11-01'], { cwd: folder, env });
}
