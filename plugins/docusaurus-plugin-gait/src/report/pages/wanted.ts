import { fromUrlSlug, toUrlSlug } from '../../model/slug.ts';
import { getAlertPath, getCheckPath } from './paths.ts';

/** A check or an alert that an address asks for. */
export interface Wanted {
  kind: 'check' | 'alert';
  /** `prowler:iam_root_mfa_enabled` */
  reference: string;
  /** Address of its page below the base URL, whether or not there is one. */
  path: string;
  /** A word of it to search SOPs by: the service, where the name begins with one. */
  word: string;
}

/**
 * What an address below the base URL asks for that has no page. The name may stand there as it is, which is all that a tool can
 * write that fills in the name of a finding: `/alerts/guardduty/Recon:EC2/PortProbe` as well as the slug of our own links.
 */
export function getWanted(pathname: string): Wanted | undefined {
  const [, folder, source, rest] = /^\/(checks|alerts)\/([a-z][a-z0-9-]*)\/(.+?)\/?$/u.exec(decode(pathname)) ?? [];
  if (folder === undefined || source === undefined || rest === undefined || rest.length > 500) return undefined;
  const name = (/^[a-z0-9-]+$/u.test(rest) ? fromUrlSlug(rest) : undefined) ?? rest;
  const reference = `${source}:${name}`;
  const kind = folder === 'checks' ? 'check' : 'alert';
  const path = kind === 'check' ? getCheckPath(reference) : getAlertPath(reference);
  return { kind, reference, path, word: getWord(kind, name) };
}

/** Whether an address is that of our own links, so that there is no other one to try. */
export function isOwnAddress(pathname: string): boolean {
  const slug = pathname.replace(/\/$/u, '').split('/').at(-1) ?? '';
  const name = fromUrlSlug(slug);
  return /^\/[a-z]+\/[a-z0-9-]+\/[a-z0-9-]+\/?$/u.test(pathname) && name !== undefined && toUrlSlug(name) === slug;
}

function getWord(kind: Wanted['kind'], name: string): string {
  // GuardDuty names the resource after the purpose: `UnauthorizedAccess:EC2/SSHBruteForce`.
  const from = kind === 'alert' ? name.slice(name.indexOf(':') + 1) : name;
  return (/[A-Za-z0-9]+/u.exec(from)?.[0] ?? '').toLowerCase();
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
