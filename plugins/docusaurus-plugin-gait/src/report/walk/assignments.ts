/** A variable and the value that a person gave it. Values come checked, see `values.ts`: one line, nothing hidden. */
export interface Assignment {
  name: string;
  value: string;
}

/** POSIX shells: nothing is special between single quotes but the quote itself (POSIX 2.2.2). */
const toShell = ({ name, value }: Assignment): string => `${name}='${value.replaceAll("'", String.raw`'\''`)}'`;

/** fish: backslash and quote can be escaped between single quotes (fish, "Quotes"). */
const toFish = ({ name, value }: Assignment): string =>
  `set ${name} '${value.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;

/** PowerShell: a quote is doubled; typographic single quotes count as quotes too (about_Quoting_Rules). */
const toPowerShell = ({ name, value }: Assignment): string =>
  `$${name} = '${value.replace(/['\u2018\u2019\u201a\u201b]/gu, '$&$&')}'`;

const toPython = ({ name, value }: Assignment): string =>
  `${name} = '${value.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;

const WRITERS = new Map<string, (assignment: Assignment) => string>([
  ...fill(
    ['bash', 'sh', 'shell', 'zsh', 'ksh', 'dash', 'console', 'shell-session', 'shellsession', 'terminal'],
    toShell,
  ),
  ...fill(['fish'], toFish),
  ...fill(['powershell', 'pwsh', 'ps1'], toPowerShell),
  ...fill(['python', 'py'], toPython),
  // What is no language of commands gets a comment, where it has any of one line.
  ...fill(
    ['yaml', 'yml', 'toml', 'ini', 'hcl', 'terraform', 'tf', 'ruby', 'rb', 'perl', 'dockerfile', 'makefile', 'r'],
    createComment('#'),
  ),
  ...fill(['sql', 'lua', 'haskell'], createComment('--')),
  ...fill(
    ['js', 'javascript', 'ts', 'typescript', 'java', 'go', 'rust', 'c', 'cpp', 'csharp', 'kotlin', 'json5', 'jsonc'],
    createComment('//'),
  ),
]);

/**
 * Lines that give variables their values in the language of a fence, to be put before the code as it is written: assignments for
 * shells and Python, comments elsewhere, none where the language has no comment of one line (`json`, plain text).
 */
export function toAssignments(language: string, assignments: readonly Assignment[]): string[] {
  const write = WRITERS.get(language.toLowerCase());
  return write ? assignments.map(write) : [];
}

function createComment(mark: string): (assignment: Assignment) => string {
  return ({ name, value }) => `${mark} ${name} is ${value}`;
}

function fill<V>(keys: readonly string[], value: V): [string, V][] {
  return keys.map((key) => [key, value]);
}
