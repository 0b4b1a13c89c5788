// A site build with Gait against plain Docusaurus (content-docs, same versions and flags) of the same Markdown, side by side:
// `npm run bench:site [-- N …]`. CPU seconds and peak memory of the process tree; script on first load of an SOP page.
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { globSync } from 'tinyglobby';
import { writeCorpus } from './corpus.mjs';
import { measure, toTable } from './measure.mjs';

const ROOT = join(import.meta.dirname, '..');
const DOCUSAURUS = join(ROOT, 'node_modules/@docusaurus/core/bin/docusaurus.mjs');
const GAIT = join(ROOT, 'plugins/docusaurus-plugin-gait/bin/gait.js');
const counts = process.argv.slice(2).map(Number);

const rows = [
  [
    'N',
    'gait CPU s',
    'plain CPU s',
    'ratio',
    'gait MB',
    'plain MB',
    'ratio',
    'gait wall s',
    'script KB gz',
    'plain script KB gz',
  ],
];
for (const count of counts.length ? counts : [100, 1000, 5000]) {
  const gait = await buildGait(count);
  const plain = await buildPlain(count);
  rows.push([
    count,
    gait.cpu.toFixed(1),
    plain.cpu.toFixed(1),
    (gait.cpu / plain.cpu).toFixed(2),
    gait.peakMb.toFixed(0),
    plain.peakMb.toFixed(0),
    (gait.peakMb / plain.peakMb).toFixed(2),
    gait.wall.toFixed(1),
    gait.script.toFixed(1),
    plain.script.toFixed(1),
  ]);
  process.stderr.write(`${toTable(rows)}\n\n`);
}
process.stdout.write(`${toTable(rows)}\n`);

async function buildGait(count) {
  const folder = join(tmpdir(), `gait-bench-site-${count}`);
  await writeCorpus({ folder, count });
  await prepare(folder);
  await writeFile(
    join(folder, 'docusaurus.config.js'),
    `import { createGaitSite } from 'docusaurus-plugin-gait/site';\nexport default createGaitSite({ title: 'Bench', url: 'https://bench.example.org' });\n`,
  );
  const result = await measure(process.execPath, [GAIT, 'build', '--as-of', '2026-11-01'], { cwd: folder });
  const [page] = globSync('build/sops/*/index.html', { cwd: folder, absolute: true }).sort();
  const script = await getScriptSize(page, join(folder, 'build'));
  await rm(folder, { recursive: true, force: true });
  return { ...result, script };
}

async function buildPlain(count) {
  const folder = join(tmpdir(), `gait-bench-plain-${count}`);
  await writeCorpus({ folder, count });
  await prepare(folder);
  // Plain Docusaurus knows neither our links nor our step ids in lists; they are taken out so that it builds at all.
  for (const path of globSync('docs/sops/**/*.md', { cwd: folder, absolute: true })) {
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text
        .replace(/ \{#[a-z0-9-]+\}$/gmu, '')
        .replace(/\]\(control:[^)]*\)/gu, '](#purpose)')
        .replace(/^id: /mu, 'slug_id: '),
    );
  }
  await rm(join(folder, 'docs/guide'), { recursive: true, force: true });
  await writeFile(
    join(folder, 'docusaurus.config.js'),
    `export default {
  title: 'Bench', url: 'https://bench.example.org', baseUrl: '/', trailingSlash: true, onBrokenLinks: 'throw',
  future: { v4: true, faster: true }, markdown: { format: 'md' },
  presets: [['classic', { docs: { routeBasePath: '/' }, blog: false }]],
};\n`,
  );
  const result = await measure(process.execPath, [DOCUSAURUS, 'build'], { cwd: folder });
  const [page] = globSync('build/**/*-00000/index.html', { cwd: folder, absolute: true }).sort();
  const script = await getScriptSize(page, join(folder, 'build'));
  await rm(folder, { recursive: true, force: true });
  return { ...result, script };
}

async function prepare(folder) {
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"name":"bench","private":true,"type":"module"}\n');
  await mkdir(join(folder, 'static'), { recursive: true });
  await cp(join(ROOT, 'LICENSE'), join(folder, 'static/LICENSE'));
}

/** KB of gzipped script in the page's own script tags. */
async function getScriptSize(page, build) {
  const html = await readFile(page, 'utf8');
  let total = 0;
  for (const [, source] of html.matchAll(/<script[^>]+src="?([^"\s>]+\.js)"?/gu)) {
    total += gzipSync(await readFile(join(build, source)), { level: 9 }).length;
  }
  return total / 1024;
}
