// npm run generate: what is made from the schemas and the rules. With `--check`, says what is stale and changes nothing.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPlugin, ROOT, say } from './install.mjs';

/** Folders that hold nothing but generated files. */
const FOLDERS = ['schema', 'docs/guide/formats', 'docs/guide/rules'];

buildPlugin();
const files = await generate();
const stale = await findStale(files);

if (process.argv.includes('--check')) {
  for (const path of stale) process.stdout.write(`${path} is stale\n`);
  if (stale.length > 0) process.stdout.write('Run `npm run generate` and commit what it writes.\n');
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const path of stale) {
    const text = files.get(path);
    if (text === undefined) await rm(join(ROOT, path));
    else {
      await mkdir(dirname(join(ROOT, path)), { recursive: true });
      await writeFile(join(ROOT, path), text);
    }
  }
  say(stale.length === 0 ? 'Everything generated is current.' : `Generated: ${stale.join(', ')}`);
}

/** Every generated file by its path, as it should be. */
async function generate() {
  const { FILE_FORMATS, OUTPUT_FORMATS } = await load('write/formats.js');
  const { toFormatIndex, toFormatPage } = await load('write/format-page.js');
  const { toJsonSchema } = await load('write/json-schema.js');
  const { toRuleIndex, toRulePage } = await load('write/rule-page.js');
  const { toSnippets } = await load('write/snippets.js');
  const { RULES } = await load('rules/index.js');
  const { getSopSchema } = await load('read/custom-keys.js');
  const { parseConfiguration } = await load('read/configuration.js');
  const { configuration } = parseConfiguration(await readFile(join(ROOT, 'gait.config.yaml')));
  if (!configuration) throw new Error('gait.config.yaml cannot be used; `npx gait validate` says why');

  const files = new Map();
  const sopSchema = getSopSchema(configuration);
  for (const [index, format] of FILE_FORMATS.entries()) {
    const schema = toJsonSchema(format.name === 'sop' ? sopSchema : format.schema, format.name);
    files.set(`schema/${format.name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
    const example = await readExample(format);
    files.set(`docs/guide/formats/${format.name}.md`, toFormatPage({ format, position: index + 1, example }));
  }
  for (const { name, schema } of OUTPUT_FORMATS)
    files.set(`schema/${name}.schema.json`, `${JSON.stringify(toJsonSchema(schema, name), null, 2)}\n`);
  files.set('docs/guide/formats/index.md', toFormatIndex(FILE_FORMATS));
  for (const rule of RULES) files.set(`docs/guide/rules/${rule.meta.code}.md`, toRulePage(rule));
  files.set('docs/guide/rules/index.md', toRuleIndex(RULES));
  files.set('.vscode/sop.code-snippets', toSnippets(sopSchema, configuration));
  return files;
}

/** The example of a format's page: a whole file. */
async function readExample({ name, files }) {
  const ending = files.split('.').at(-1);
  return { ending, text: await readFile(join(ROOT, `tools/formats/${name}.${ending}`), 'utf8') };
}

/** Paths whose text differs, that are missing, or that should not be there. */
async function findStale(files) {
  const stale = [];
  for (const [path, text] of files) {
    const current = await readFile(join(ROOT, path), 'utf8').catch(() => undefined);
    if (current !== text) stale.push(path);
  }
  for (const folder of FOLDERS) {
    const names = existsSync(join(ROOT, folder)) ? await readdir(join(ROOT, folder)) : [];
    stale.push(...names.map((name) => `${folder}/${name}`).filter((path) => !files.has(path)));
  }
  return stale.sort();
}

function load(path) {
  return import(pathToFileURL(join(ROOT, 'plugins/docusaurus-plugin-gait/dist', path)).href);
}
