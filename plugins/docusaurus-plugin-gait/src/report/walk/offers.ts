import { getResourceId } from '../../model/scope.ts';
import type { VariableRow } from '../pages/sop.ts';
import type { Assignment } from './assignments.ts';
import { getValueProblem, isKept } from './values.ts';

/** What of a variable decides whether a link may offer a value for it. */
type Taker = Pick<VariableRow, 'name' | 'pattern' | 'example' | 'secret' | 'fromStep'>;

/** What a link offers: values for variables, to be confirmed one by one, and what nothing here takes. */
export interface Offers {
  values: Assignment[];
  /** Names in the link that no variable takes, or that none may take from a link. */
  unused: string[];
}

/** Longest fragment that is looked at. */
const LONGEST_FRAGMENT = 8_000;
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,79}$/u;

/** True for a fragment that offers values, with `#` or without; false for an anchor. */
export function isOffer(fragment: string): boolean {
  return fragment.length <= LONGEST_FRAGMENT && /^#?[A-Za-z][A-Za-z0-9_]*=/u.test(fragment);
}

/**
 * Reads values out of a fragment such as `#INSTANCE_ID=i-…&region=eu-west-1`; undefined for an anchor. `account`, `region` and
 * `resource`, which links in findings and alerts carry, go to the variable that they fit. What a variable may not take from a link
 * (a secret, the output of a step) is not taken.
 */
export function readOffers(fragment: string, variables: readonly Taker[]): Offers | undefined {
  if (!isOffer(fragment)) return undefined;
  const takers = variables.filter(isKept);
  const values = new Map<string, string>();
  const unused: string[] = [];
  for (const [name, value] of new URLSearchParams(fragment.replace(/^#/u, ''))) {
    const taken = NAME.test(name) && value !== '' ? findTaker(takers, { name, value }) : undefined;
    if (taken && !values.has(taken.name)) values.set(taken.name, taken.value);
    else if (NAME.test(name)) unused.push(name);
  }
  return { values: [...values].map(([name, value]) => ({ name, value })), unused };
}

/** The fragment, without `#`, that offers these values to whoever opens the link. */
export function toFragment(values: Readonly<Record<string, string>>, variables: readonly Taker[]): string {
  const fitting = variables.filter((one) => isKept(one) && getValueProblem(one, values[one.name] ?? '') === undefined);
  return new URLSearchParams(fitting.map(({ name }) => [name, values[name] ?? ''])).toString();
}

/** The fragment, without `#`, of a link that tells an SOP where a finding is; '' when nothing is known. */
export function toFindingFragment(place: { account: string; region: string; resource: string }): string {
  return new URLSearchParams(Object.entries(place).filter(([, value]) => value !== '')).toString();
}

function findTaker(takers: readonly Taker[], { name, value }: Assignment): Assignment | undefined {
  const named = takers.find((one) => one.name === name);
  if (named) return { name, value };
  const word = name.toLowerCase();
  if (word === 'account' || word === 'region') {
    const fits = (one: Taker): boolean => one.name.split('_').includes(word.toUpperCase());
    const [only, ...others] = takers.filter(fits);
    return only && others.length === 0 ? { name: only.name, value } : undefined;
  }
  return word === 'resource' ? findResource(takers, value) : undefined;
}

/** A resource goes to the one variable whose pattern it matches, whole or by the last part of its ARN. */
function findResource(takers: readonly Taker[], value: string): Assignment | undefined {
  const others = takers.filter(
    (one) => one.pattern !== undefined && !/(?:^|_)(?:ACCOUNT|REGION)(?:_|$)/u.test(one.name),
  );
  const last = value.startsWith('arn:') ? getResourceId(value) : value;
  for (const candidate of new Set([value, last])) {
    const [only, ...more] = others.filter((one) => getValueProblem(one, candidate) === undefined);
    if (only && more.length === 0) return { name: only.name, value: candidate };
  }
  return undefined;
}
