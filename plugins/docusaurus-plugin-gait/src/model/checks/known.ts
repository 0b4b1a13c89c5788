import { splitReference } from '../check-reference.ts';
import { PROWLER_ALIASES, PROWLER_CHECKS } from './prowler-aws.ts';
import { SECURITY_HUB_CONTROLS } from './security-hub.ts';
import type { Severity } from './severity.ts';

/** Tools whose checks are known by id. */
export const KNOWN_TOOLS = ['prowler', 'securityhub'] as const;
/** See {@link KNOWN_TOOLS}. */
export type KnownTool = (typeof KNOWN_TOOLS)[number];

/** What is known of a check whether or not a catalogue names it. */
export interface KnownCheck {
  /** `prowler:iam_root_mfa_enabled` */
  reference: string;
  tool: KnownTool;
  name: string;
  /** In lower case: `iam`. */
  service: string;
  severity?: Severity;
  /** The tool's own page about it. */
  url: string;
}

/** Every check of a tool, sorted by name. */
export function listKnownChecks(tool: KnownTool): KnownCheck[] {
  return [...getSeverities(tool).keys()].flatMap((name) => getKnownCheck(`${tool}:${name}`) ?? []);
}

/** What is known of a check by its present name; undefined for other tools and for names that the tool does not have. */
export function getKnownCheck(reference: string): KnownCheck | undefined {
  const { tool, name } = splitReference(reference);
  if (!isKnownTool(tool) || !getSeverities(tool).has(name)) return undefined;
  const service = (name.match(/^[A-Za-z0-9]+/u)?.[0] ?? name).toLowerCase();
  return { reference, tool, name, service, severity: getSeverities(tool).get(name), url: URLS[tool](name, service) };
}

/** Present names of a check by an old one, as references: findings of an older release of the tool carry those. */
export function getPresentChecks(reference: string): string[] {
  const [tool, name = ''] = reference.split(':', 2);
  return tool === 'prowler' ? (PROWLER_ALIASES.get(name) ?? []).map((one) => `prowler:${one}`) : [];
}

/** Old names of checks of a tool, as references, sorted. */
export function listFormerChecks(tool: KnownTool): string[] {
  return tool === 'prowler' ? [...PROWLER_ALIASES.keys()].sort().map((name) => `prowler:${name}`) : [];
}

function isKnownTool(tool: string): tool is KnownTool {
  return (KNOWN_TOOLS as readonly string[]).includes(tool);
}

function getSeverities(tool: KnownTool): ReadonlyMap<string, Severity | undefined> {
  return tool === 'prowler' ? PROWLER_CHECKS : SECURITY_HUB_CONTROLS;
}

const URLS: Readonly<Record<KnownTool, (name: string, service: string) => string>> = {
  prowler: (name) => `https://hub.prowler.com/check/${name}`,
  securityhub: (name, service) =>
    `https://docs.aws.amazon.com/securityhub/latest/userguide/${service}-controls.html#${name.toLowerCase().replace('.', '-')}`,
};
