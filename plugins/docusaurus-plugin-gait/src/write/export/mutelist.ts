import type { GaitException } from '../../model/schema/exception.ts';
import { getResourceId, parseScope } from '../../model/scope.ts';
import { toWildcardSource } from '../../model/wildcard.ts';
import { type Exported, type ExportInput } from './contract.ts';
import { toYamlText } from './yaml.ts';

/** An entry of Prowler's mutelist for one check of one account. */
interface Mute {
  Regions: string[];
  Resources: string[];
  Description: string;
}

/**
 * A mutelist for Prowler from the exceptions in force on the day of the knowledge base. It has no field for an expiry, so that stands in
 * the description, and what has expired is not in it: write it anew for each scan. A mutelist must never excuse more than its
 * exception does, so one is taken over only when its scope names accounts, resources or `*`.
 */
export function toMutelist({ base }: ExportInput): Exported {
  const notes: string[] = [];
  const accounts = new Map<string, Map<string, Mute>>();
  for (const { path, yaml } of base.exceptions.values()) {
    if (!yaml.isValid) {
      notes.push(`${path}: left out, it is not right; see gait validate`);
      continue;
    }
    const exception = yaml.data as GaitException;
    const checks = getChecks(base, exception);
    const scope = toMuteScope(exception.scope);
    const why = getReason(exception, { asOf: base.asOf, checks, scope });
    if (why !== undefined) notes.push(`${exception.id}: left out, ${why}`);
    else for (const check of checks) for (const account of scope?.accounts ?? []) add(account, check, exception, scope);
  }
  const sorted = [...accounts].sort(([a], [b]) => (a < b ? -1 : 1));
  const toChecks = (checks: Map<string, Mute>): [string, Mute][] => [...checks].sort(([a], [b]) => (a < b ? -1 : 1));
  const list = Object.fromEntries(
    sorted.map(([account, checks]) => [account, { Checks: Object.fromEntries(toChecks(checks)) }]),
  );
  return { text: toYamlText({ Mutelist: { Accounts: list } }), notes };

  function add(account: string, check: string, exception: GaitException, scope: MuteScope | undefined): void {
    const checks = accounts.get(account) ?? new Map<string, Mute>();
    accounts.set(account, checks);
    const { id, reason, granted_by, expires } = exception;
    const description = `${id}: ${reason} (granted by ${granted_by}, until ${expires})`;
    const before = checks.get(check);
    const next = { Regions: scope?.regions ?? [], Resources: scope?.resources ?? [], Description: description };
    if (!before) checks.set(check, next);
    else if (before.Regions.join() === next.Regions.join())
      checks.set(check, {
        ...before,
        Resources: [...new Set([...before.Resources, ...next.Resources])],
        Description: `${before.Description}; ${description}`,
      });
    else notes.push(`${id}: left out for ${check} of ${account}, another exception names other Regions for it`);
  }
}

/** As Prowler has it: `*` is everything, and resources are regular expressions on an id. */
interface MuteScope {
  accounts: string[];
  regions: string[];
  resources: string[];
}

function getReason(
  { expires }: GaitException,
  { asOf, checks, scope }: { asOf: string; checks: string[]; scope: MuteScope | undefined },
): string | undefined {
  if (expires < asOf) return `it expired on ${expires}`;
  if (checks.length === 0) return 'it is about no check of Prowler';
  return scope ? undefined : 'its scope names no account, no resource and not `*`, so it could excuse too much';
}

/** Names of Prowler's checks that an exception is about. */
function getChecks({ controls }: ExportInput['base'], { check, control }: GaitException): string[] {
  const listed =
    check === undefined ? (controls.get(control ?? '')?.control.checks ?? []).map(({ id }) => id) : [check];
  return listed.filter((id) => id.startsWith('prowler:')).map((id) => id.slice('prowler:'.length));
}

/** With an ARN, Prowler compares the last part of it: the id of the resource. */
function toMuteScope(text: string): MuteScope | undefined {
  if (text.trim() === '*') return { accounts: ['*'], regions: ['*'], resources: ['*'] };
  const { accounts, regions, resources } = parseScope(text);
  if (accounts.length + resources.length === 0) return undefined;
  return {
    accounts: orAll(accounts),
    regions: orAll(regions),
    resources: orAll(resources.map((resource) => `^${toWildcardSource(getResourceId(resource))}$`)),
  };
}

function orAll(names: string[]): string[] {
  return names.length > 0 ? names : ['*'];
}
