import { Refusal } from '../refusal.ts';
import { isPlainPath } from './files.ts';
import type { Call } from './call.ts';

/** Short options that take nothing and read no file. */
const FLAGS = /^-[acejnrsSCMR]+$/u;
const LONG_FLAGS = new Set([
  '--ascii-output',
  '--color-output',
  '--compact-output',
  '--exit-status',
  '--join-output',
  '--monochrome-output',
  '--null-input',
  '--raw-input',
  '--raw-output',
  '--slurp',
  '--sort-keys',
  '--tab',
]);
/** Options by the number of words that follow. */
const TAKES: Record<string, number> = { '--arg': 2, '--argjson': 2, '--indent': 1 };

/** Words of the language that load files. */
const LOADS = /(?<![\w.$])(?:import|include)(?![\w])/u;

/**
 * Holds a call of jq against what an exercise allows: options that read no file, one filter, and files of the set-up.
 * @throws {Refusal} for everything that could read anything else.
 */
export function guardJq({ args }: Call): string[] {
  const words: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (Object.hasOwn(TAKES, word)) at += TAKES[word] ?? 0;
    else if (!word.startsWith('-')) words.push(word);
    else if (!FLAGS.test(word) && !LONG_FLAGS.has(word)) {
      throw new Refusal(`Unexpected \`${word}\` for jq, expected an option that reads no file`);
    }
  }
  const [filter, ...files] = words;
  if (filter === undefined) throw new Refusal('Unexpected absence of a filter for jq, expected one');
  if (LOADS.test(filter))
    throw new Refusal('Unexpected `import` or `include` in a filter of jq, expected one that loads nothing');
  const wrong = files.find((path) => !isPlainPath(path));
  if (wrong !== undefined) {
    throw new Refusal(`Unexpected file \`${wrong}\` for jq, expected one of the set-up`);
  }
  return [...args];
}
