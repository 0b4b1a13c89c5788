import type { GaitException } from '../../model/schema/exception.ts';
import { type Exported, type ExportInput } from './contract.ts';
import { toYamlText } from './yaml.ts';

/** An entry of Prowler's mutelist for one check of one account. */
interface Mute {
  Regions: string[];
  Resources: string[];
  Description: string;
}

const ACCOUNT = /(?<![\d])\d{12}(?!\d)/gu;
const REGION =
  /\b(?:af|ap|ca|eu|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-\d\b/gu;
const ARN = /\barn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:\d{0,12}:[^\s,;]+/gu;

/**
 * A mutelist for Prowler from the exceptions in force on the day of the knowledge base. It has no field for an expiry, so that stands in
 * the description, and what has expired is not in it: write it anew for each scan. A mutelist must never excuse more than its
 * exception does, so one is taken over only when its scope names accounts, ARNs or `*`.
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
    const scope = getScope(exception.scope);
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

  function add(account: string, check: string, exception: GaitException, scope: Scope | undefined): void {
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

interface Scope {
  accounts: string[];
  regions: string[];
  /** Regular expressions on the id of a resource. */
  resources: string[];
}

function getReason(
  { expires }: GaitException,
  { asOf, checks, scope }: { asOf: string; checks: string[]; scope: Scope | undefined },
): string | undefined {
  if (expires < asOf) return `it expired on ${expires}`;
  if (checks.length === 0) return 'it is about no check of Prowler';
  return scope ? undefined : 'its scope names no account, no ARN and not `*`, so it could excuse too much';
}

/** Names of Prowler's checks that an exception is about. */
function getChecks({ controls }: ExportInput['base'], { check, control }: GaitException): string[] {
  const listed =
    check === undefined ? (controls.get(control ?? '')?.control.checks ?? []).map(({ id }) => id) : [check];
  return listed.filter((id) => id.startsWith('prowler:')).map((id) => id.slice('prowler:'.length));
}

/** What of a scope a machine can hold a finding against. With an ARN, Prowler compares the last part of it: the id of the resource. */
function getScope(text: string): Scope | undefined {
  if (text.trim() === '*') return { accounts: ['*'], regions: ['*'], resources: ['*'] };
  const arns = text.match(ARN) ?? [];
  const accounts = [...new Set(text.match(ACCOUNT) ?? [])].sort();
  if (arns.length + accounts.length === 0) return undefined;
  const regions = [...new Set(text.match(REGION) ?? [])].sort();
  return {
    accounts: accounts.length > 0 ? accounts : ['*'],
    regions: regions.length > 0 ? regions : ['*'],
    resources: arns.length > 0 ? arns.map((arn) => `^${escapePattern(arn.split(/[/:]/u).at(-1) ?? '')}$`) : ['*'],
  };
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
