import { compareNewestFirst } from '../../model/record-order.ts';
import type { RecordFile } from '../../model/document.ts';
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
  /** Effective maturity of its SOPs, each once, in the order of the SOPs. */
  maturity: string[];
  /** Its last run that is on record, if any. */
  lastRun?: { on: string; environment: string; outcome: string };
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
      automations: automations.map(({ name, file, sops, records }) => ({
        title: name,
        path: getAutomationPath(name),
        summary: file.yaml.data.summary ?? '',
        sops: toSopLinks(base, sops),
        triggers: getTriggers(file.yaml.data.triggers),
        maturity: [...new Set(sops.flatMap((id) => base.sops.get(id)?.maturity.effective ?? []))],
        lastRun: toLastRun(records),
        maxAffected: file.yaml.data.safeguards?.max_affected,
      })),
      ready: toSopLinks(base, ready.slice(0, MAX_READY)),
      more: Math.max(0, ready.length - MAX_READY),
    },
  };
}

function toLastRun(records: readonly RecordFile[]): AutomationRow['lastRun'] {
  const last = records.toSorted(compareNewestFirst)[0]?.yaml.data;
  if (last?.finished_at === undefined) return undefined;
  const { environment = 'unknown', outcome = 'unknown' } = last;
  return { on: last.finished_at.slice(0, 10), environment, outcome };
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
