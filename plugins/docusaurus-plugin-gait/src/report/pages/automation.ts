import { toPolicy } from '../../model/iam-policy.ts';
import type { AutomationNode } from '../../model/knowledge-base.ts';
import type { Manifest } from '../../model/schema/manifest.ts';
import { getPerformerText } from '../people.ts';
import { getTriggers } from './automations.ts';
import type { PageContext } from './context.ts';
import type { EvidenceRow } from './evidence.ts';
import { escapeHtml } from './html.ts';
import type { Page } from './page.ts';
import { toParity } from './parity.ts';
import type { Parity } from './parity.ts';
import { getAutomationPath } from './paths.ts';
import type { SopLink } from './references.ts';
import { toSopLinks } from './references.ts';
import type { RepositoryLinks } from './repository.ts';
import { getRepositoryLinks } from './repository.ts';

/** What the page of an automation shows. `html` has `command-…`, `policy`, `event` and `source-<n>`. */
export interface AutomationData extends Partial<Pick<Manifest, 'impact' | 'safeguards' | 'inputs' | 'permissions'>> {
  name: string;
  summary: string;
  triggers: string[];
  eventHtml?: string;
  /** The anatomy of a remediation: what it asks of itself, in the order of the manifest. */
  anatomy: { term: string; text: string }[];
  sops: SopLink[];
  parity: Parity[];
  records: EvidenceRow[];
  files: { path: string; html: string; repository?: RepositoryLinks }[];
}

const MAX_RECORDS = 10;

/** The page of an automation. */
export function toAutomationPage(context: PageContext, node: AutomationNode): Page<'automation', AutomationData> {
  const { base, sources } = context;
  const highlight = context.highlight ?? escapeHtml;
  const manifest = node.file.yaml.data;
  const folder = node.file.path.slice(0, node.file.path.lastIndexOf('/') + 1);
  const files = [...sources.keys()].filter((path) => path.startsWith(folder)).sort();
  const html: Record<string, string> = {
    'command-plan': highlight(getCommand(node.name, manifest), 'bash'),
    'command-apply': highlight(`${getCommand(node.name, manifest)} --environment staging --apply`, 'bash'),
    policy: highlight(JSON.stringify(toPolicy({ permissions: manifest.permissions ?? [] }), null, 2), 'json'),
  };
  if (manifest.impact?.undo) {
    html['command-undo'] = highlight(`npx gait run ${node.name} --undo "$RUN" --environment staging --apply`, 'bash');
  }
  if (manifest.triggers?.event) html['event'] = highlight(JSON.stringify(manifest.triggers.event, null, 2), 'json');
  files.forEach((path, index) => (html[`source-${index}`] = highlight(sources.get(path) ?? '', getLanguage(path))));
  return {
    kind: 'automation',
    path: getAutomationPath(node.name),
    title: node.name,
    description: manifest.summary ?? `The automation ${node.name}.`,
    html,
    sources: [node.file.path, ...files],
    data: {
      name: node.name,
      summary: manifest.summary ?? '',
      triggers: getTriggers(manifest.triggers),
      eventHtml: html['event'] === undefined ? undefined : 'event',
      anatomy: getAnatomy(manifest),
      impact: manifest.impact,
      safeguards: manifest.safeguards,
      inputs: manifest.inputs,
      permissions: manifest.permissions,
      sops: toSopLinks(base, node.sops),
      parity: (manifest.sops ?? []).map((one) => toParity(base, node.name, one)),
      records: node.records.slice(0, MAX_RECORDS).map(({ yaml: { data } }) => ({
        id: data.id ?? '',
        on: data.finished_at?.slice(0, 10) ?? '',
        environment: data.environment ?? 'unknown',
        outcome: data.outcome ?? 'unknown',
        by: getPerformerText(data.performer, { people: base.configuration.publish.people }),
      })),
      files: files.map((path, index) => ({
        path,
        html: `source-${index}`,
        repository: getRepositoryLinks(base.configuration, path),
      })),
    },
  };
}

/** The command that shows the plan, with the examples of the inputs that must be given. */
export function getCommand(name: string, { inputs = [] }: Partial<Manifest>): string {
  const given = inputs.filter((input) => input.required && input.default === undefined);
  const parts = given.map((input) => `--input ${quote(`${input.name}=${input.example ?? '…'}`)}`);
  return ['npx gait run', name, ...parts].join(' ');
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function getAnatomy(manifest: Partial<Manifest>): { term: string; text: string }[] {
  const rows: [string, string | undefined][] = [
    ['Trigger', getTriggers(manifest.triggers).join(', ')],
    ['What may break', manifest.impact?.breaks],
    ['What it costs', manifest.impact?.cost],
    ['Can it be undone', manifest.impact && (manifest.impact.undo ? 'yes' : 'no')],
    ['Source of truth', manifest.source_of_truth],
    ['Priority action', manifest.priority_action],
    ['Forensics', manifest.forensics],
    ['Countermeasure', manifest.countermeasure],
    ['Alerts', manifest.alerts],
    ['Log', manifest.log],
    ['Reaches besides AWS', manifest.reaches && (manifest.reaches.join(', ') || 'nothing')],
  ];
  return rows.flatMap(([term, text]) => (text === undefined ? [] : [{ term, text }]));
}

function getLanguage(path: string): string {
  return (
    { ts: 'typescript', yaml: 'yaml', yml: 'yaml', json: 'json', md: 'markdown' }[path.split('.').at(-1) ?? ''] ?? ''
  );
}
