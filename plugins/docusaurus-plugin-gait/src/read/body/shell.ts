import type { VariableUse } from '../../model/body.ts';

/** A use of a variable in a script; `index` and `length` cover it with its `$` and braces. */
interface ShellUse {
  name: string;
  index: number;
  length: number;
  quoting: VariableUse['quoting'];
}

/** What a script uses and what it gives a value to itself. Upper-case names alone. */
export interface ShellVariables {
  uses: ShellUse[];
  assigned: string[];
}

/** Nested substitutions beyond this are read as text. */
const MAX_NESTING = 100;

const NAME = /^[A-Z_][A-Z0-9_]*$/u;
const ANY_NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const ASSIGNMENT = /([A-Za-z_][A-Za-z0-9_]*)(?:\[[^\]\n]*\])?\+?=/y;
const HERE_DOCUMENT = /<<(-?)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|(\\?)([A-Za-z0-9_.+-]+))/y;
const IN_TEXT = /\$(?:\{([A-Z_][A-Z0-9_]*)(?:\}|:?[-=?+]|[%#/^,[])|([A-Z_][A-Z0-9_]*)(?![A-Za-z0-9_]))/gu;

/** Words after which a command still begins. */
const BEFORE_COMMAND = /^(?:if|then|elif|else|while|until|do|time|sudo|env|command|exec|!|\{)$/u;
/** Built-ins whose arguments are names that get a value. */
const TAKES_NAMES = /^(?:read|mapfile|readarray|getopts)$/u;
const DECLARES = /^(?:export|local|readonly|declare|typeset)$/u;
const STARTS_LOOP = /^(?:for|select)$/u;
/** Fields of awk and the environment of jq look like variables of the shell in single quotes. */
const OF_OTHER_LANGUAGES = new Set(['NF', 'NR', 'FNR', 'ENV']);

interface HereDocument {
  delimiter: string;
  isQuoted: boolean;
  stripsTabs: boolean;
}

/**
 * Reads a shell script far enough to tell which variables it uses, in which quotes, and which it assigns. Knows quotes, comments,
 * substitutions, arithmetic and here-documents; never fails: what it does not know is text.
 */
export function readShell(code: string): ShellVariables {
  const uses: ShellUse[] = [];
  const assigned = new Set<string>();
  let at = 0;
  let depth = 0;
  let pending: HereDocument[] = [];

  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(code);
  };
  const assign = (name: string | undefined): void => {
    if (name !== undefined && NAME.test(name)) assigned.add(name);
  };
  const use = (name: string, index: number, quoting: ShellUse['quoting']): void => {
    if (name !== '_') uses.push({ name, index, length: at - index, quoting });
  };
  /** Uses in text that the shell takes literally. */
  const scanText = (start: number, end: number, quoting: ShellUse['quoting']): void => {
    for (const found of code.slice(start, end).matchAll(IN_TEXT)) {
      const name = found[1] ?? found[2] ?? '';
      if (name === '_' || OF_OTHER_LANGUAGES.has(name)) continue;
      const length =
        found[1] === undefined ? found[0].length : found[0].endsWith('}') ? found[0].length : found[0].length - 1;
      uses.push({ name, index: start + found.index, length, quoting });
    }
  };
  const nested = (read: () => void): void => {
    if (depth >= MAX_NESTING) return;
    depth += 1;
    read();
    depth -= 1;
  };

  const readSingle = (): void => {
    const end = code.indexOf("'", at + 1);
    const stop = end < 0 ? code.length : end;
    scanText(at + 1, stop, 'single');
    at = stop + 1;
  };

  /** `$'…'`: like single quotes, but `\'` does not end it. */
  const readAnsi = (): void => {
    const start = at + 2;
    for (at = start; at < code.length && code[at] !== "'"; at += 1) if (code[at] === '\\') at += 1;
    scanText(start, at, 'single');
    at += 1;
  };

  const readDouble = (): void => {
    at += 1;
    while (at < code.length && code[at] !== '"') readQuotedCharacter();
    at += 1;
  };

  const readQuotedCharacter = (quoting: 'none' | 'double' = 'double'): void => {
    if (code[at] === '\\') at += 2;
    else if (code[at] === '$') readDollar(quoting);
    else if (code[at] === '`') readBackticks();
    else at += 1;
  };

  const readBackticks = (): void => {
    at += 1;
    nested(() => readCommands('`'));
    at += 1;
  };

  const readDollar = (quoting: 'none' | 'double'): void => {
    const start = at;
    if (code.startsWith('$((', at)) {
      at += 3;
      nested(() => readArithmetic());
    } else if (code[at + 1] === '(') {
      at += 2;
      nested(() => readCommands(')'));
      at += 1;
    } else if (code[at + 1] === '{') {
      at += 2;
      nested(() => readBraces(start, quoting));
    } else {
      at += 1;
      const name = match(ANY_NAME)?.[0] ?? '';
      at += name.length;
      if (NAME.test(name)) use(name, start, quoting);
    }
  };

  const readBraces = (start: number, quoting: 'none' | 'double'): void => {
    while (code[at] === '#' || code[at] === '!') at += 1;
    const name = match(ANY_NAME)?.[0] ?? '';
    at += name.length;
    if (NAME.test(name)) {
      if (code[at] === '}') at += 1;
      use(name, start, quoting);
      if (code[at - 1] === '}') return;
      if (/^:?=/u.test(code.slice(at, at + 2))) assign(name);
    }
    while (at < code.length && code[at] !== '}') {
      if (code[at] === "'" && quoting === 'none') readSingle();
      else if (code[at] === '"') readDouble();
      else readQuotedCharacter(quoting);
    }
    at += 1;
  };

  const readArithmetic = (): void => {
    let open = 0;
    while (at < code.length && !(open === 0 && code.startsWith('))', at))) {
      const start = at;
      const name = match(ANY_NAME)?.[0];
      if (code[at] === '(') open += 1;
      if (code[at] === ')') open -= 1;
      if (name !== undefined) {
        at += name.length;
        const target = /^\s*(?:[-+*/%]?=(?!=)|\+\+|--)/u.test(code.slice(at, at + 20));
        if (target) assign(name);
        else if (NAME.test(name)) use(name, start, 'double');
      } else if (code[at] === '$') readDollar('double');
      else at += 1;
    }
    at += 2;
  };

  const readHereDocuments = (): void => {
    for (const { delimiter, isQuoted, stripsTabs } of pending) {
      const start = at;
      let end = code.length;
      let next = code.length;
      for (let line = at; line < code.length;) {
        const newline = code.indexOf('\n', line);
        const stop = newline < 0 ? code.length : newline;
        const text = code.slice(line, stop);
        if ((stripsTabs ? text.replace(/^\t+/u, '') : text) === delimiter) {
          end = line;
          next = stop + 1;
          break;
        }
        line = stop + 1;
      }
      if (isQuoted) scanText(start, end, 'heredoc-quoted');
      else while (at < end) readQuotedCharacter();
      at = next;
    }
    pending = [];
  };

  const readCommands = (closing?: ')' | '`'): void => {
    let isStart = true;
    let names: 'one' | 'all' | 'assigned' | undefined;
    let open = 0;
    /** Where the shell splits no value at spaces: for one word after `case` and `<<<`, and throughout `[[ … ]]`. */
    let whole: 'word' | 'test' | undefined;
    const restart = (): void => {
      isStart = true;
      names = undefined;
      if (whole === 'word') whole = undefined;
    };
    while (at < code.length) {
      const character = code[at] ?? '';
      if (character === closing && (open === 0 || closing === '`')) return;
      if (character === '\n') {
        at += 1;
        readHereDocuments();
        restart();
      } else if (character === '\\' && code[at + 1] === '\n') at += 2;
      else if (/\s/u.test(character)) at += 1;
      else if (character === '#') at = endOfLine();
      else if (code.startsWith('<<<', at)) {
        at += 3;
        whole ??= 'word';
      } else if (character === '<' && match(HERE_DOCUMENT)) {
        const [all, dash, single, double, escaped, bare] = match(HERE_DOCUMENT) ?? [''];
        const delimiter = single ?? double ?? bare ?? '';
        pending.push({ delimiter, isQuoted: bare === undefined || escaped !== '', stripsTabs: dash === '-' });
        at += all.length;
      } else if (character === '(' && code[at + 1] === '(' && isStart) {
        at += 2;
        nested(readArithmetic);
      } else if (/[;&|()<>]/u.test(character)) {
        if (character === '(') open += 1;
        if (character === ')') open = Math.max(0, open - 1);
        at += 1;
        if (character !== '<' && character !== '>') restart();
      } else {
        const assignment = isStart || names === 'assigned' ? match(ASSIGNMENT) : null;
        if (assignment) {
          assign(assignment[1]);
          at += assignment[0].length;
          readWord(closing, 'double');
          continue;
        }
        const start = at;
        readWord(closing, whole ? 'double' : 'none');
        const word = code.slice(start, at);
        if (whole === 'word' || word === ']]') whole = undefined;
        if (isStart && word === 'case') whole = 'word';
        if (isStart && word === '[[') whole = 'test';
        if (names === 'one' || names === 'all') {
          assign(word);
          if (names === 'one') names = undefined;
        } else if (isStart && !BEFORE_COMMAND.test(word)) {
          isStart = false;
          if (STARTS_LOOP.test(word)) names = 'one';
          else if (TAKES_NAMES.test(word)) names = 'all';
          else if (DECLARES.test(word)) names = 'assigned';
        } else if (word === '-v' && code.slice(0, start).trimEnd().endsWith('printf')) names = 'one';
      }
    }
  };

  const readWord = (closing: ')' | '`' | undefined, quoting: 'none' | 'double'): void => {
    while (at < code.length) {
      const character = code[at] ?? '';
      if (/[\s;&|()<>]/u.test(character) || character === closing) return;
      if (character === '\\') at += 2;
      else if (character === "'") readSingle();
      else if (character === '"') readDouble();
      else if (code.startsWith("$'", at)) readAnsi();
      else if (character === '$') readDollar(quoting);
      else if (character === '`') readBackticks();
      else at += 1;
    }
  };

  const endOfLine = (): number => {
    const newline = code.indexOf('\n', at);
    return newline < 0 ? code.length : newline;
  };

  readCommands();
  return { uses: uses.sort((a, b) => a.index - b.index), assigned: [...assigned] };
}
