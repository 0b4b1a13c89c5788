import { createRequire } from 'node:module';

/** What a pattern turned out to be: fit for use, no regular expression, or one that could take for ever. */
export type CheckedPattern = { kind: 'fine'; whole: RegExp } | { kind: 'syntax'; problem: string } | { kind: 'slow' };

/** The schemas' limit; longer patterns are reported there and never compiled. */
const LONGEST = 200;

/** A pattern that takes longer to analyse than this is refused. By the clock on the wall, so a busy machine gets ample time. */
const TIMEOUT_MS = 30_000;

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
  return !mayBacktrack(pattern) || isFast(source) ? { kind: 'fine', whole } : { kind: 'slow' };
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

function isFast(source: string): boolean {
  // Loaded when the first pattern needs it. The browser's build is one file of plain JavaScript: it starts no process and no thread.
  const recheck = createRequire(import.meta.url)('recheck/lib/browser.js') as Pick<
    typeof import('recheck'),
    'checkSync'
  >;
  const found = recheck.checkSync(source, 'u', { randomSeed: 1, timeout: TIMEOUT_MS });
  if (found.status === 'vulnerable') return found.complexity.type === 'polynomial' && found.complexity.degree <= 2;
  return found.status === 'safe';
}
