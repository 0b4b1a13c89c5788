import { toWildcardSource } from './wildcard.ts';

/** What of an exception's scope a machine can hold a finding against. An empty list names none of its kind, so all are meant. */
export interface Scope {
  /** Twelve digits each. */
  accounts: string[];
  regions: string[];
  /** ARNs, where `*` is any text, and ids as AWS makes them: `sg-0123456789abcdef0`. */
  resources: string[];
}

/** Where something fails. `region` and `resource` are '' where nobody says. */
export interface ScopedPlace {
  account: string;
  region: string;
  resource: string;
}

const ACCOUNT = /(?<!\d)\d{12}(?!\d)/gu;
const REGION =
  /\b(?:af|ap|ca|eu|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-\d\b/gu;
// Format: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
const ARN = /\barn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:\d{0,12}:[^\s,;()'"]+/gu;
// A prefix, then 8 or 17 hexadecimal digits: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
const RESOURCE_ID = /(?<![\w:/-])[a-z]+(?:-[a-z]+)*-(?:[0-9a-f]{17}|[0-9a-f]{8})(?![\w-])/gu;

/** Reads what a person wrote: `sg-0123456789abcdef0 of account 111122223333`. Prose that names nothing gives empty lists. */
export function parseScope(text: string): Scope {
  const arns = (text.match(ARN) ?? []).map((arn) => arn.replace(/[.:!?]+$/u, ''));
  return {
    accounts: unique(text.match(ACCOUNT) ?? []),
    regions: unique(text.match(REGION) ?? []),
    resources: unique([...arns, ...(text.match(RESOURCE_ID) ?? [])]),
  };
}

/** True when a scope narrows nothing: it is `*`, or prose that names no account, Region or resource. */
export function isWholeScope({ accounts, regions, resources }: Scope): boolean {
  return accounts.length + regions.length + resources.length === 0;
}

/** True when a scope reaches a place. Where a finding names no resource, a scope that names some does not reach it. */
export function coversPlace(scope: Scope, { account, region, resource }: ScopedPlace): boolean {
  const { accounts, regions, resources } = scope;
  const isNamed = (): boolean =>
    resource !== '' && resources.some((one) => toResourcePattern(one, resource).test(resource));
  return includesOrAll(accounts, account) && includesOrAll(regions, region) && (resources.length === 0 || isNamed());
}

/** The part of an ARN that tools without ARNs name a resource by: what follows the last `/` or `:`. */
export function getResourceId(resource: string): string {
  return resource.split(/[/:]/u).at(-1) ?? '';
}

/** Two ARNs are compared whole; otherwise their ids are. */
function toResourcePattern(scope: string, resource: string): RegExp {
  if (scope.startsWith('arn:') && resource.startsWith('arn:')) return new RegExp(`^${toWildcardSource(scope)}$`, 'u');
  return new RegExp(`(?:^|[/:])${toWildcardSource(getResourceId(scope))}$`, 'u');
}

function includesOrAll(names: readonly string[], name: string): boolean {
  return names.length === 0 || names.includes(name);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
