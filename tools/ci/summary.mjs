// Diagnostics as Markdown for the summary of a job. node tools/ci/summary.mjs <validate.json>
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { loadPlugin } from './plugin.mjs';

/** Rows that are shown; the log has them all. */
const SHOWN = 50;

/** Markdown that shows what `gait validate --format json` found. Nothing that others wrote becomes markup. */
export async function toSummary({ summary, diagnostics }) {
  const [{ toMarkdownCode, toMarkdownTable, toMarkdownText }, { toPlural }] = await Promise.all([
    loadPlugin('write/markdown.js'),
    loadPlugin('write/context.js'),
  ]);
  const { errors, warnings, checked } = summary;
  const counts = [toPlural(errors, 'error'), toPlural(warnings, 'warning')].join(', ');
  const files = [toPlural(checked.sops, 'SOP'), toPlural(checked.others, 'other file')].join(' and ');
  const head = `### Knowledge base\n\n${counts} in ${files}.\n`;
  if (diagnostics.length === 0) return head;
  const rows = diagnostics.slice(0, SHOWN).map(({ severity, file, place, message, hint }) => {
    const line = place === undefined ? '' : `:${place.start.line}`;
    return [severity, toMarkdownCode(`${file}${line}`), toMarkdownText(message), toMarkdownText(hint ?? '')];
  });
  const left = diagnostics.length - rows.length;
  const table = toMarkdownTable(['', 'Where', 'What', 'How to mend'], rows);
  return `${head}\n${table}${left > 0 ? `\n… and ${left} more in the log.\n` : ''}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.stdout.write(await toSummary(JSON.parse(await readFile(process.argv[2] ?? 'validate.json', 'utf8'))));
