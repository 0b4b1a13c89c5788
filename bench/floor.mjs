// The floor of `validate`: read and parse every SOP once, same parser, one thread, no checks.
import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { globSync } from 'tinyglobby';
import { parseMarkdown } from '../plugins/docusaurus-plugin-gait/dist/read/body/parse.js';

const root = process.argv[2];
for (const path of globSync('docs/sops/**/*.md', { cwd: root, absolute: true }).sort()) {
  const text = await readFile(path, 'utf8');
  parseDocument(text.slice(4, text.indexOf('\n---\n', 4)));
  parseMarkdown(text);
}
