import { toPolicy } from '../../model/iam-policy.ts';
import type { PolicyStatement } from '../../model/iam-policy.ts';
import type { Manifest } from '../../model/schema/manifest.ts';
import { SERVICES } from '../iam-actions/index.ts';
import type { Operation, ServiceDefinition } from '../iam-actions/service.ts';
import { isAllowed } from '../permissions.ts';

/**
 * What the role of a function may do for the automation: the manifest's permissions, and of those the reading ones alone when it only plans. An
 * action with a wildcard that could write is left out then.
 */
export function getStatements(manifest: Manifest, { isApply }: { isApply: boolean }): PolicyStatement[] {
  const { Statement } = toPolicy(manifest);
  if (isApply) return Statement;
  return Statement.flatMap((statement) => {
    const reading = statement.Action.filter((pattern) => !mayWrite(pattern));
    return reading.length === 0 ? [] : [{ ...statement, Action: reading }];
  });
}

/** Actions of the table that no reading command needs. */
const WRITING = getWritingActions();

function getWritingActions(): string[] {
  const operations = Object.values(SERVICES).flatMap(
    ({ commands }: Pick<ServiceDefinition<unknown, Record<string, Operation>>, 'commands'>) => Object.values(commands),
  );
  const reading = new Set(operations.filter(({ access }) => access === 'read').flatMap(({ actions }) => actions));
  const writing = operations.filter(({ access }) => access === 'write').flatMap(({ actions }) => actions);
  return [...new Set(writing)].filter((action) => !reading.has(action));
}

function mayWrite(pattern: string): boolean {
  const permissions = [{ actions: [pattern], resources: ['*'], conditions: {} }];
  return WRITING.some((action) => isAllowed({ action }, permissions));
}
