import { createRequire } from 'node:module';

/** What is wrong with a pattern. */
export interface PatternProblem {
  kind: 'syntax' | 'slow';
  message: string;
  hint: string;
}

/** Checks take at most this long; a pattern that needs more is refused. */
const TIMEOUT_MS = 5_000;

const known = new Map<string, PatternProblem | undefined>();

/**
 * Whether a pattern of the configuration is fit for use: ECMAScript with flag `u`, and no exponential or high polynomial backtracking.
 * The checker is loaded when the first pattern needs it.
 */
export function checkPattern(pattern: string): PatternProblem | undefined {
  if (!known.has(pattern)) known.set(pattern, analyse(pattern));
  return known.get(pattern);
}

/** Whether the whole value matches. The pattern must have passed {@link checkPattern}. */
export function matchesWhole(pattern: string, value: string): boolean {
  return toWhole(pattern).test(value);
}

function toWhole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u');
}

function analyse(pattern: string): PatternProblem | undefined {
  try {
    new RegExp(pattern, 'u');
    toWhole(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(error.message.lastIndexOf(': ') + 2) : 'not a pattern';
    return { kind: 'syntax', message: reason, hint: 'Write an ECMAScript regular expression for flag `u`.' };
  }
  if (!mayBacktrack(pattern) || isFast(pattern)) return undefined;
  return {
    kind: 'slow',
    message: 'backtracks too much',
    hint: 'Do not repeat a group that repeats itself, and bound repetitions.',
  };
}

/** Without a repeated group, a look-around or a third repetition, the worst case is quadratic: no need to look closer. */
function mayBacktrack(pattern: string): boolean {
  const bare = pattern.replace(/\\[^\d]/gu, '_').replace(/\[(?:\\.|[^\]\\])*\]/gu, '_');
  return /\)[*+{]|\(\?[<=!]|\\\d/u.test(bare) || (bare.match(/[*+]|\{\d+,\d*\}/gu) ?? []).length > 2;
}

function isFast(pattern: string): boolean {
  // The browser's build is one file of plain JavaScript: it starts no process and no thread.
  const recheck = createRequire(import.meta.url)('recheck/lib/browser.js') as Pick<
    typeof import('recheck'),
    'checkSync'
  >;
  const found = recheck.checkSync(`^(?:${pattern})$`, 'u', { randomSeed: 1, timeout: TIMEOUT_MS });
  if (found.status === 'vulnerable') return found.complexity.type === 'polynomial' && found.complexity.degree <= 2;
  return found.status === 'safe';
}
