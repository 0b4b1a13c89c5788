// The impact of a change as Markdown, from a `diff.json` that nobody vouches for: it may come from a fork's pull request.
// node tools/ci/impact.mjs <diff.json>
import { readFile, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { loadPlugin } from './plugin.mjs';

/** More than any change that a person could review. */
const MOST_BYTES = 2 * 1024 * 1024;

/**
 * Renders an impact: held against its schema and a size, every text in it encoded, so nothing of it becomes markup, a link or a mention.
 * @throws {Error} when it is too large, no JSON, or not what `gait diff --format json` writes.
 */
export async function renderImpact(file) {
  const { size } = await stat(file);
  if (size > MOST_BYTES)
    throw new Error(`Unexpected size of the impact (${size} bytes), expected at most ${MOST_BYTES}`);
  const [{ Impact }, { toImpactMarkdown }] = await Promise.all([
    loadPlugin('model/schema/impact.js'),
    loadPlugin('write/impact-markdown.js'),
  ]);
  const { success, data, error } = Impact.safeParse(parse(await readFile(file, 'utf8')));
  // What is wrong is said by its place alone: the values come from who wrote the file.
  if (!success)
    throw new Error(`Unexpected form of the impact at ${JSON.stringify(error.issues[0]?.path)}, expected its schema`);
  return toImpactMarkdown(data);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('Unexpected text of the impact, expected JSON');
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.stdout.write(await renderImpact(process.argv[2] ?? 'diff.json'));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
