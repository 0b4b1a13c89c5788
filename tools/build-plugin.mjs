// Builds the plugin package: `src/**` to `dist/**`. Types are erased file by file (the sources allow it: `erasableSyntaxOnly`,
// `verbatimModuleSyntax`), so a build takes about a second and needs no program; `--types` also checks the package and writes
// declarations, as packing does. Files that have not changed are left alone; what has no source any more is removed.
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const PACKAGE = fileURLToPath(new URL('../plugins/docusaurus-plugin-gait/', import.meta.url));
const SOURCE = path.join(PACKAGE, 'src');
const TARGET = path.join(PACKAGE, 'dist');

/** Same for every file; `rewriteRelativeImportExtensions` turns `./x.ts` into `./x.js`. */
const COMPILER_OPTIONS = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.Preserve,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
};

const withTypes = process.argv.includes('--types');
const sources = await listFiles(SOURCE);
const outputs = new Set();
const errors = [];
let written = 0;

for (const source of sources) {
  const target = getTarget(source);
  if (!target) continue;
  outputs.add(target);
  if (await isFresh(source, target)) continue;
  await writeOutput(source, path.join(TARGET, target));
  written += 1;
}
for (const file of existsSync(TARGET) ? await listFiles(TARGET) : []) {
  if (
    !outputs.has(file) &&
    !(withTypes && file.endsWith('.d.ts')) &&
    !outputs.has(file.replace(/\.d\.ts$/u, '.js')) &&
    !outputs.has(file.replace(/\.d\.ts$/u, '.jsx'))
  ) {
    await rm(path.join(TARGET, file));
  }
}
if (withTypes) emitDeclarations();
if (errors.length > 0) {
  process.stderr.write(`${errors.join('\n')}\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`dist: ${outputs.size} files, ${written} written\n`);
}

/** Where a source goes, relative to `dist`; undefined for what is not shipped. */
function getTarget(source) {
  if (/\.(?:test|test-d|d)\.tsx?$/u.test(source)) return undefined;
  if (source.endsWith('.tsx')) return `${source.slice(0, -'.tsx'.length)}.jsx`;
  if (source.endsWith('.ts')) return `${source.slice(0, -'.ts'.length)}.js`;
  return /\.(?:css|json|svg|woff2|txt)$/u.test(source) ? source : undefined;
}

async function build(source) {
  const file = path.join(SOURCE, source);
  if (!/\.tsx?$/u.test(source)) return readFile(file);
  const { outputText, diagnostics = [] } = ts.transpileModule(await readFile(file, 'utf8'), {
    fileName: file,
    compilerOptions: COMPILER_OPTIONS,
    reportDiagnostics: true,
  });
  errors.push(...diagnostics.map((one) => formatDiagnostic(one)));
  return outputText;
}

/** An output carries the time of the source that it was made from, so that two builds at once cannot leave an old one behind. */
async function writeOutput(source, file) {
  const { mtimeMs } = await stat(path.join(SOURCE, source));
  const temporary = `${file}.${process.pid}.tmp`;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(temporary, await build(source));
  await utimes(temporary, new Date(), new Date(Math.round(mtimeMs)));
  await rename(temporary, file);
}

async function isFresh(source, target) {
  const file = path.join(TARGET, target);
  if (!existsSync(file)) return false;
  const [made, from, tool] = await Promise.all([
    stat(file),
    stat(path.join(SOURCE, source)),
    stat(fileURLToPath(import.meta.url)),
  ]);
  return Math.abs(made.mtimeMs - from.mtimeMs) < 2 && made.ctimeMs >= tool.mtimeMs;
}

function emitDeclarations() {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(PACKAGE, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (one) => errors.push(formatDiagnostic(one)) },
  );
  const program = ts.createProgram(config.fileNames, config.options);
  const { diagnostics } = program.emit();
  errors.push(...[...ts.getPreEmitDiagnostics(program), ...diagnostics].map((one) => formatDiagnostic(one)));
}

function formatDiagnostic(diagnostic) {
  return ts
    .formatDiagnostic(diagnostic, {
      getCurrentDirectory: () => process.cwd(),
      getCanonicalFileName: (name) => name,
      getNewLine: () => '\n',
    })
    .trimEnd();
}

/** Files below a folder, POSIX, relative, sorted. */
async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
