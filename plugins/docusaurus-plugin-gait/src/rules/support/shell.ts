import { toWildcardSource } from '../../model/wildcard.ts';

/** Fences of these languages, or of none, are read as commands of a shell. */
const SHELLS = new Set(['', 'bash', 'sh', 'shell', 'zsh', 'console', 'shellsession']);

/** Whether a fence holds commands of a shell. */
export function isShell(language: string): boolean {
  return SHELLS.has(language.toLowerCase());
}

/** A simple command: its words as written, and where its first one stands in the code. */
export interface SimpleCommand {
  words: string[];
  index: number;
  /** From `index`, without white space at the end. */
  text: string;
}

/**
 * Splits shell code into simple commands, at line ends, `;`, `|`, `&`, parentheses and back-ticks, without comments. Not a
 * shell parser: quotes do not protect what is in them, which errs on the side of finding more.
 */
export function getCommands(code: string): SimpleCommand[] {
  const lines = code
    .replace(/\\\r?\n/gu, (end) => ' '.repeat(end.length))
    .replace(/(^|\s)#[^\n]*/gu, (all) => all.replace(/[^\n]/gu, ' '));
  return [...lines.matchAll(/[^\n;|&()`]+/gu)].flatMap(({ 0: part, index }) => {
    const text = part.trim();
    if (text === '') return [];
    return [{ words: text.split(/\s+/u), index: index + part.indexOf(text), text }];
  });
}

/**
 * Whether a command matches a pattern such as `aws delete-*`: the pattern's words occur in this order, others may stand
 * between; `*` stands for anything. The first word must be a command's name, so quotes before it do not count.
 */
export function matchesCommand(words: readonly string[], pattern: string): boolean {
  let at = 0;
  for (const expression of toExpressions(pattern)) {
    while (at < words.length && !expression.test(words[at] ?? '')) at += 1;
    if (at === words.length) return false;
    at += 1;
  }
  return true;
}

const compiled = new Map<string, RegExp[]>();

function toExpressions(pattern: string): RegExp[] {
  let expressions = compiled.get(pattern);
  if (!expressions) {
    expressions = pattern.split(/\s+/u).map((part) => new RegExp(`^${toWildcardSource(part)}$`, 'iu'));
    compiled.set(pattern, expressions);
  }
  return expressions;
}
