import { findOddCharacters } from '../../rules/support/characters.ts';
import type { VariableRow } from '../pages/sop.ts';

/** What of a variable decides whether a value fits. */
export type ValueRule = Pick<VariableRow, 'name' | 'pattern' | 'example'>;

/** Longest value that the form takes; the format of walks has the same limit. */
export const LONGEST_VALUE = 500;

const WORDS = {
  control: 'a control character',
  direction: 'a character that turns the direction of text',
  invisible: 'a character that cannot be seen',
  'look-alike': 'a character that looks like another one',
} as const;

/**
 * Why a value does not fit its variable, as a sentence; undefined when it fits. The pattern (ECMAScript, flag `u`) must match the
 * whole value. Characters that a reader cannot see or that look like others are refused, since the value goes into a shell.
 */
export function getValueProblem(rule: ValueRule, value: string): string | undefined {
  if (value === '') return `${rule.name} has no value yet.`;
  if (value.length > LONGEST_VALUE) return `${rule.name} is longer than ${LONGEST_VALUE} characters.`;
  const odd = findOddCharacters(value)[0];
  if (odd) return `${rule.name} holds ${WORDS[odd.kind]}, ${odd.code}. Type it again.`;
  if (/[\t\r\n]/u.test(value)) return `${rule.name} holds a tab or a line end. Type it again.`;
  if (value !== value.trim()) return `${rule.name} begins or ends with a space.`;
  const whole = toWholePattern(rule.pattern);
  if (whole === 'broken') return `The pattern of ${rule.name} is no regular expression. Tell the owner of this SOP.`;
  if (whole && !whole.test(value))
    return `${rule.name} does not match ${rule.pattern ?? ''}${rule.example === undefined ? '' : `, as ${rule.example} does`}.`;
  return undefined;
}

const compiled = new Map<string, RegExp | 'broken'>();

/** Patterns were checked for running time when the site was built. */
function toWholePattern(pattern: string | undefined): RegExp | 'broken' | undefined {
  if (pattern === undefined) return undefined;
  let whole = compiled.get(pattern);
  if (whole === undefined) {
    try {
      // By itself first: `a)(b` is an expression only inside the group.
      new RegExp(pattern, 'u');
      whole = new RegExp(`^(?:${pattern})$`, 'u');
    } catch {
      whole = 'broken';
    }
    compiled.set(pattern, whole);
  }
  return whole;
}

/** Whether the value may be kept on the device, come with a link and go into one: it is no secret and known before. */
export function isKept(variable: Pick<VariableRow, 'secret' | 'fromStep'>): boolean {
  return !variable.secret && variable.fromStep === undefined;
}

/** Those of `names` that a command uses and does not assign itself before, in the order of `names`. */
export function getUsedNames(code: string, names: readonly string[]): string[] {
  return names.filter((name) => {
    const first = new RegExp(`(?<![A-Za-z0-9_])${name}(?![A-Za-z0-9_])`, 'u').exec(code);
    const assigned = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}=`, 'mu').exec(code);
    if (!first) return false;
    return !assigned || first.index < assigned.index;
  });
}
