import type { GaitException } from '../model/schema/exception.ts';
import type { Action, Finding } from './contract.ts';

/**
 * The `apply` of an automation that only reads: its plan has findings and no actions, so the runtime never calls it. Applying such a
 * run writes down what was found, as evidence and as a record.
 * @throws always: an action was planned by mistake.
 */
export function readsOnly(_context: unknown, action: { id: string }): Promise<void> {
  return Promise.reject(
    new Error(`Unexpected action \`${action.id}\`, expected none from an automation that only reads`),
  );
}

/**
 * Collects every page of a list: `read` gets the token of the next page, `undefined` first. Where AWS does not call the token `NextToken`,
 * `getToken` says what it is: `readPages((Marker) => clients.iam.listUsers({ Marker }), ({ Marker }) => Marker)`.
 */
export async function readPages<Page extends object>(
  read: (token: string | undefined) => Promise<Page>,
  getToken: (page: Page) => string | undefined = ({ NextToken }: Page & { NextToken?: string }) => NextToken,
): Promise<Page[]> {
  const pages: Page[] = [];
  let token: string | undefined;
  do {
    const page = await read(token);
    pages.push(page);
    token = getToken(page);
  } while (token !== undefined && token !== '');
  return pages;
}

/**
 * Lets answers of AWS pass that say the work was done already: `ignoreErrors(['NoSuchEntityException'], () => clients.iam.deleteUser(…))`.
 * Answers undefined then.
 * @throws whatever else the call throws.
 */
export async function ignoreErrors<Answer>(
  names: readonly string[],
  call: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && names.includes(error.name)) return undefined;
    throw error;
  }
}

/**
 * Whether an exception in force lets a resource be: its control or check is one of `subjects`, and its scope names the resource as a word of its own.
 * `isExcepted(context.exceptions, ['cis-aws@5.0.0#5.7'], 'i-0123456789abcdef0')`
 */
export function isExcepted(exceptions: readonly GaitException[], subjects: readonly string[], name: string): boolean {
  return exceptions.some(
    ({ control, check, scope }) => subjects.includes(control ?? check ?? '') && scope.split(/[\s,;]+/u).includes(name),
  );
}

/**
 * The `verify` of an automation that only reads: of what it finds now, what the plan did not know. What changed while the result was written
 * is not in the result.
 */
export function getNewFindings({ findings }: { findings: readonly Finding[] }, found: readonly Finding[]): Finding[] {
  const known = new Set(findings.map(({ id }) => id));
  return found.filter(({ id }) => !known.has(id));
}

/** The `verify` of an automation that plans again: what a new plan would still do, as problems. */
export function toUndone(
  actions: readonly Pick<Action<unknown>, 'id' | 'resource' | 'what'>[],
  advice: string,
): Finding[] {
  return actions.map(({ id, resource, what }) => ({ id, resource, what: `Still to be done: ${what}`, advice }));
}
