import { createRequire } from 'node:module';

/** What a pattern turned out to be: fit for use, no regular expression, or one that could take for ever. */
export type CheckedPattern = { kind: 'fine'; whole: RegExp } | { kind: 'syntax'; problem: string } | { kind: 'slow' };

/** The schemas' limit; longer patterns are reported there and never compiled. */
const LONGEST = 200;

/** A pattern with more states than this, its repetitions counted once, is refused. */
const MOST_STATES = 1_500;

const checked = new Map<string, CheckedPattern>();

/**
 * Compiles a pattern (ECMAScript, flag `u`) so that it matches whole values, unless it could take exponential or high polynomial
 * time. Remembers what it found: a knowledge base has few different patterns.
 */
export function checkPattern(pattern: string): CheckedPattern {
  let result = checked.get(pattern);
  if (!result) checked.set(pattern, (result = analyse(pattern)));
  return result;
}

/** Takes a pattern for fine that {@link checkPattern} found so elsewhere: a bundle has no use for the analysis. */
export function trustPattern(pattern: string): void {
  checked.set(pattern, { kind: 'fine', whole: new RegExp(`^(?:${pattern})$`, 'u') });
}

function analyse(pattern: string): CheckedPattern {
  if (pattern.length > LONGEST) return { kind: 'syntax', problem: `more than ${LONGEST} characters` };
  const source = `^(?:${pattern})$`;
  let whole: RegExp;
  try {
    // By itself first: `a)(b` is an expression only inside the group.
    new RegExp(pattern, 'u');
    whole = new RegExp(source, 'u');
  } catch (error) {
    return { kind: 'syntax', problem: getReason(error) };
  }
  return mayBacktrack(pattern) ? getSpeed(source, whole) : { kind: 'fine', whole };
}

/** `Invalid regular expression: /(/u: Unterminated group` → `unterminated group`. */
function getReason(error: unknown): string {
  const text = error instanceof Error ? error.message : 'not an expression';
  const reason = text.slice(text.lastIndexOf(': ') + 2);
  return reason.charAt(0).toLowerCase() + reason.slice(1);
}

/** Without a repeated group, a look-around or a third repetition, the worst case is quadratic: no need to look closer. */
function mayBacktrack(pattern: string): boolean {
  const bare = pattern.replace(/\\[^\d]/gu, '_').replace(/\[(?:\\.|[^\]\\])*\]/gu, '_');
  const repetitions = bare.match(/[*+]|\{\d+,\d*\}/gu) ?? [];
  return /\)[*+{]|\(\?[<=!]|\\\d/u.test(bare) || repetitions.length > 2;
}

/**
 * Decided on the automaton alone and without any clock, so that the answer never depends on how busy a machine is. Counts are made simple
 * first: how often a part may repeat does not change whether a value can be divided in many ways, but multiplies the states.
 */
function getSpeed(source: string, whole: RegExp): CheckedPattern {
  // Loaded when the first pattern needs it. The browser's build is one file of plain JavaScript: it starts no process and no thread.
  const recheck = createRequire(import.meta.url)('recheck/lib/browser.js') as Pick<
    typeof import('recheck'),
    'checkSync'
  >;
  const found = recheck.checkSync(withoutCounts(source), 'u', {
    checker: 'automaton',
    timeout: null,
    maxNFASize: MOST_STATES,
  });
  if (found.status === 'unknown' && found.error.kind === 'unsupported')
    return { kind: 'syntax', problem: `${found.error.message}, which cannot be checked for speed` };
  const isQuick =
    found.status === 'safe' ||
    (found.status === 'vulnerable' && found.complexity.type === 'polynomial' && found.complexity.degree <= 2);
  return isQuick ? { kind: 'fine', whole } : { kind: 'slow' };
}

/** `x{2,64}` → `x+`, `x{0,9}` → `x*`, `x{12}` → `x{3}`: as many ways to divide a value, or more. */
function withoutCounts(source: string): string {
  return source.replace(COUNT, (part: string, low: string | undefined, comma: string | undefined) => {
    if (low === undefined || part === '{0,1}') return part;
    if (comma === undefined) return Number(low) > FEW ? `{${FEW}}` : part;
    return Number(low) === 0 ? '*' : '+';
  });
}

/** Rounds of a fixed count that are looked at: with one more than the degree that is allowed, a slow round shows. */
const FEW = 3;

/** A counted repetition; escapes and classes come first, so that braces in them are passed over. */
const COUNT = /\\[pPuk](?:\{[^}]*\}|<[^>]*>)|\\.|\[(?:\\.|[^\]\\])*\]|\{(\d+)(,\d*)?\}/gsu;
