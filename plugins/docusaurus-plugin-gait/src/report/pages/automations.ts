import type { PageContext } from './context.ts';
import type { Page } from './page.ts';
import { PATHS, getAutomationPath } from './paths.ts';
import type { PageLink, SopLink } from './references.ts';
import { toSopLinks } from './references.ts';

/** One automation of the list. */
export interface AutomationRow extends PageLink {
  summary: string;
  sops: SopLink[];
  triggers: string[];
  /** The limit past which it stops, as the manifest says. */
  maxAffected?: number | string;
}

/** What the list of automations shows. */
export interface AutomationsData {
  automations: AutomationRow[];
  /** SOPs that are run but for the automation. */
  ready: SopLink[];
  /** How many more there are. */
  more: number;
}

/** What to automate next is a short list, or it is none. */
const MAX_READY = 30;

/** The list of automations, and what to automate next. */
export function toAutomationsPage({ base }: PageContext, ready: string[]): Page<'automations', AutomationsData> {
  const automations = [...base.automations.values()];
  return {
    kind: 'automations',
    path: PATHS.automations,
    title: 'Automations',
    description: 'Code that carries SOPs out, each with its safeguard and its permissions.',
    html: {},
    sources: automations.map((one) => one.file.path),
    data: {
      automations: automations.map(({ name, file, sops }) => ({
        title: name,
        path: getAutomationPath(name),
        summary: file.yaml.data.summary ?? '',
        sops: toSopLinks(base, sops),
        triggers: getTriggers(file.yaml.data.triggers),
        maxAffected: file.yaml.data.safeguards?.max_affected,
      })),
      ready: toSopLinks(base, ready.slice(0, MAX_READY)),
      more: Math.max(0, ready.length - MAX_READY),
    },
  };
}

/** What starts an automation, in words. */
export function getTriggers(
  triggers: { manual?: boolean; schedule?: string | null; event?: unknown } | undefined,
): string[] {
  return [
    ...(triggers?.manual ? ['by hand'] : []),
    ...(triggers?.schedule ? [`on schedule ${triggers.schedule}`] : []),
    ...(triggers?.event ? ['on an event'] : []),
  ];
}
