import { Refusal } from './refusal.ts';

/**
 * One line of a fence as it is carried out: commands joined by pipes, their output captured where `name` is given, or a word that gives
 * `name` a value. Commands and word are text with quotes and variables in it, for {@link toWords}.
 */
export type Statement = { line: number } & (
  { kind: 'run'; commands: string[]; name?: string } | { kind: 'assign'; word: string; name: string }
);

const ASSIGNMENT = /([A-Za-z_][A-Za-z0-9_]*)=/y;
const VARIABLE = /\$(?:[A-Za-z_][A-Za-z0-9_]*|\{[A-Za-z_][A-Za-z0-9_]*\})/y;

/** What a shell would do something with, and we do not; by its first characters, the longest first. */
const REFUSED: readonly [text: string, what: string, hint: string][] = [
  ['&&', '`&&`', 'Write one command on each line: the first that fails ends the exercise.'],
  ['||', '`||`', 'Write one command on each line: the first that fails ends the exercise.'],
  ['|&', '`|&`', 'Join programs by `|` alone.'],
  ['<<', 'here-document', 'Make the text by `jq -n`, and capture it: `POLICY="$(jq -nc --arg … )"`.'],
  ['>', 'redirection', 'Capture the output instead: `NAME="$(…)"`.'],
  ['<', 'redirection', 'Capture what is needed: `NAME="$(…)"`.'],
  ['&', '`&`', 'Write one command on each line.'],
  [';', '`;`', 'Write one command on each line.'],
  ['(', 'parenthesis', 'Put it in quotes.'],
  [')', 'parenthesis', 'Put it in quotes.'],
  ['`', 'backtick', 'Capture the output first: `NAME="$(…)"`.'],
  ['#', '`#` inside a word', 'Put the word in quotes.'],
  ...['*', '?', '[', ']', '{', '}', '~', '!'].map((text): [string, string, string] => [
    text,
    `\`${text}\` without quotes`,
    'Put the word in quotes.',
  ]),
];

/** Whether a control character other than tab and line feed is in a text. */
const CONTROL = /[^\P{Cc}\t\n]/u;

/**
 * Reads a fence into statements. Knows single and double quotes, `$NAME` and `${NAME}`, line continuations, comments, pipes and
 * `NAME="$(…)"`; all else that a shell would do something with is refused, so that what is left means here what it means in a shell.
 * @throws {Refusal} for everything else.
 */
export function readScript(code: string): Statement[] {
  const statements: Statement[] = [];
  let at = 0;

  const getLine = (): number => code.slice(0, at).split('\n').length;
  const refuse = (what: string, hint?: string): never => {
    throw new Refusal(`Unexpected ${what} on line ${getLine()} of the fence, expected plain commands`, hint);
  };
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(code);
  };
  const isContinued = (): boolean => code.startsWith('\\\n', at);
  /** Spaces and continued lines; with `lines`, ends of lines and comments as well. */
  const skip = (lines: boolean): void => {
    for (;;) {
      if (isContinued()) at += 2;
      else if (code[at] === ' ' || code[at] === '\t' || (lines && code[at] === '\n')) at += 1;
      else if (lines && code[at] === '#') at = endOfLine();
      else return;
    }
  };
  const endOfLine = (): number => {
    const end = code.indexOf('\n', at);
    return end < 0 ? code.length : end;
  };

  const readVariable = (): string => {
    if (code.startsWith('$(', at)) refuse('`$(`', 'Capture the output on a line of its own: `NAME="$(…)"`.');
    const found = match(VARIABLE)?.[0] ?? refuse('`$`', 'Use `"$NAME"`, or single quotes where no variable is meant.');
    at += found.length;
    return found;
  };
  const readSingle = (): string => {
    const end = code.indexOf("'", at + 1);
    if (end < 0) refuse('end in single quotes', 'Close the quotes.');
    const text = code.slice(at, end + 1);
    at = end + 1;
    return text;
  };
  const readDouble = (): string => {
    let text = '"';
    at += 1;
    while (code[at] !== '"') {
      if (at >= code.length) refuse('end in double quotes', 'Close the quotes.');
      if (isContinued()) at += 2;
      else if (code[at] === '`' || code.startsWith('\\`', at)) refuse('backtick', 'Use single quotes there.');
      else if (code[at] === '$') text += readVariable();
      else if (code[at] === '\\') {
        text += code.slice(at, at + 2);
        at += 2;
      } else {
        text += code[at];
        at += 1;
      }
    }
    at += 1;
    return `${text}"`;
  };
  /** `splits`: whether a shell would split the value of a variable outside of quotes there. */
  const readWord = (splits: boolean): string => {
    let text = '';
    while (at < code.length && !/[\s|]/u.test(code[at] ?? '')) {
      if (isContinued()) at += 2;
      else if (code[at] === "'") text += readSingle();
      else if (code[at] === '"') text += readDouble();
      else if (code[at] === '$') {
        const variable = readVariable();
        if (splits) refuse('variable without quotes', `Write "${variable}".`);
        text += variable;
      } else if (code[at] === '\\') {
        text += code.slice(at, at + 2);
        at += 2;
      } else {
        const wrong = REFUSED.find(([start]) => code.startsWith(start, at));
        if (wrong) {
          if (wrong[0] === ')') return text;
          refuse(wrong[1], wrong[2]);
        }
        text += code[at];
        at += 1;
      }
    }
    return text;
  };

  /** Commands joined by pipes, up to the end of the line or, in a capture, its parenthesis. */
  const readPipeline = (isCaptured: boolean): string[] => {
    const commands: string[] = [];
    for (;;) {
      skip(commands.length > 0 || isCaptured);
      const words: string[] = [];
      while (at < code.length && !/[\n|)]/u.test(code[at] ?? '') && (code[at] !== '#' || words.length === 0)) {
        words.push(readWord(true));
        skip(false);
      }
      if (words.length === 0) refuse('absence of a command', 'Write a program and its arguments.');
      commands.push(words.join(' '));
      if (code[at] === '#') at = endOfLine();
      if (code.startsWith('||', at) || code.startsWith('|&', at)) readWordOfPipe();
      if (code[at] !== '|') return commands;
      at += 1;
    }
  };
  const readWordOfPipe = (): never => {
    const wrong = REFUSED.find(([start]) => code.startsWith(start, at));
    return refuse(wrong?.[1] ?? 'operator', wrong?.[2]);
  };

  if (CONTROL.test(code)) refuse('control character', 'Take it out.');
  for (skip(true); at < code.length; skip(true)) {
    const line = getLine();
    const name = match(ASSIGNMENT)?.[1];
    if (name === undefined) {
      statements.push({ kind: 'run', line, commands: readPipeline(false) });
    } else {
      at += name.length + 1;
      const opening = ['"$(', '$('].find((text) => code.startsWith(text, at));
      if (opening === undefined) statements.push({ kind: 'assign', line, name, word: readWord(false) });
      else {
        at += opening.length;
        const commands = readPipeline(true);
        skip(true);
        const closing = opening === '"$(' ? ')"' : ')';
        if (!code.startsWith(closing, at)) refuse('text in a capture', 'Capture one command, or some joined by `|`.');
        at += closing.length;
        statements.push({ kind: 'run', line, commands, name });
      }
    }
    skip(false);
    if (code[at] === '#') at = endOfLine();
    if (at < code.length && code[at] !== '\n') refuse('text after the command', 'Write one command on each line.');
  }
  return statements;
}
