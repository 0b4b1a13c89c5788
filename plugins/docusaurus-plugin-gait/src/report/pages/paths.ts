import { toUrlSlug } from '../../model/slug.ts';
import { splitReference } from '../../model/check-reference.ts';

/** Pages with a fixed address. */
export const PATHS = {
  home: '/',
  sops: '/sops/',
  controls: '/controls/',
  findings: '/findings/',
  exceptions: '/exceptions/',
  automations: '/automations/',
  scoreboard: '/reports/scoreboard/',
  maturity: '/reports/maturity/',
  coverage: '/reports/coverage/',
  schedule: '/reports/schedule/',
  /** Files, not pages. */
  calendar: '/schedule.ics',
  feed: '/feed.xml',
} as const;

/** Address of an SOP's page, below the base URL. */
export function getSopPath(id: string): string {
  return `/sops/${id}/`;
}

/** Address of the page of an area. */
export function getAreaPath(key: string): string {
  return `/areas/${key}/`;
}

/** Address of an owner's page. */
export function getOwnerPath(key: string): string {
  return `/owners/${key}/`;
}

/** Address of an automation's page. */
export function getAutomationPath(name: string): string {
  return `/automations/${name}/`;
}

/**
 * Address of a framework's page; `key` is `cis-aws@5.0.0`. One hyphen parts framework and version: the slug of a framework
 * has only pairs of them.
 */
export function getFrameworkPath(key: string): string {
  return `/controls/${key.split('@').map(toUrlSlug).join('-')}/`;
}

/** Address of a control's page; `reference` is `cis-aws@5.0.0#1.4`. */
export function getControlPath(reference: string): string {
  const at = reference.indexOf('#');
  return `${getFrameworkPath(reference.slice(0, at))}${toUrlSlug(reference.slice(at + 1))}/`;
}

/** Address of a check's page; `reference` is `prowler:iam_root_mfa_enabled`. */
export function getCheckPath(reference: string): string {
  return getColonPath('checks', reference);
}

/** Address of an alert's page; `reference` is `guardduty:UnauthorizedAccess:EC2/SSHBruteForce`. */
export function getAlertPath(reference: string): string {
  return getColonPath('alerts', reference);
}

/**
 * Address of a standards or guide page, from its file: content-docs serves the folder `docs` at the root.
 * `docs/standards/iam.md` → `/standards/iam/`; `README.md` and `index.md` stand for their folder.
 */
export function getDocPath(file: string, docs: string): string {
  const inside = file.startsWith(`${docs}/`) ? file.slice(docs.length + 1) : file;
  const page = inside.replace(/\.md$/u, '').replace(/(?:^|\/)(?:index|README)$/u, '');
  return page === '' ? '/' : `/${page}/`;
}

function getColonPath(folder: string, reference: string): string {
  const { tool, name } = splitReference(reference);
  return `/${folder}/${tool}/${toUrlSlug(name)}/`;
}
