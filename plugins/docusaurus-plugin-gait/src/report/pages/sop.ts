import type { Diagnostic } from '../../model/diagnostic.ts';
import type { SopNode } from '../../model/knowledge-base.ts';
import type { Configuration } from '../../model/schema/configuration.ts';
import type { Risk, Status } from '../../model/schema/sop.ts';
import { getCadenceText } from '../cadence.ts';
import { getPublishedContributors } from '../people.ts';
import type { PageContext } from './context.ts';
import { getLastChange } from './context.ts';
import type { Evidence } from './evidence.ts';
import { getEvidence } from './evidence.ts';
import type { Page, RenderedSop } from './page.ts';
import { toParity } from './parity.ts';
import type { Parity } from './parity.ts';
import { getAlertPath, getSopPath } from './paths.ts';
import type { ControlLink, OwnerLink, PageLink, SopLink } from './references.ts';
import { toAreaLink, toControlLink, toOwnerLink, toSopLinks } from './references.ts';
import { frameTables } from './tables.ts';
import { getHistory, type History } from './history.ts';
import type { RepositoryHome, RepositoryLinks } from './repository.ts';
import { getCommitLink, getRepositoryHome, getRepositoryLinks } from './repository.ts';
import type { ProblemLinks } from './problem.ts';
import { getSopProblemLinks } from './problem.ts';
import { getAutomationPath } from './paths.ts';

/** A variable of an SOP, for people. `fromStep` is set when an earlier step gives the value. */
export interface VariableRow {
  name: string;
  description: string;
  pattern?: string;
  example?: string;
  secret: boolean;
  fromStep?: { id: string; number: number };
}

/** What the page of an SOP shows. Its size does not depend on how many SOPs there are. */
export interface SopPageData {
  id: string;
  status: Status;
  replacedBy?: SopLink;
  description: string;
  area?: PageLink;
  owner?: OwnerLink;
  contributors: string[];
  roles: string[];
  environments: string[];
  duration?: string;
  risk?: Risk;
  cadence: string;
  trigger?: string;
  lastReviewedOn?: string;
  nextReviewOn?: string;
  evidence: Evidence;
  alerts: PageLink[];
  controls: ControlLink[];
  variables: VariableRow[];
  related: SopLink[];
  linkedFrom: SopLink[];
  /** `parity` says which phase of it does which step of this SOP. */
  automation?: { name: string; summary?: string; path?: string; parity?: Parity };
  body?: Omit<RenderedSop, 'html'>;
  file: string;
  repository?: RepositoryLinks & RepositoryHome;
  problem?: ProblemLinks;
  /** What a walk is bound to: the text of this page. `commit` is the one that last changed the SOP's own file. */
  text?: { fingerprint: string; commit: string | null };
  /** Folder of this SOP's records. */
  records: string;
  /** Newest records of this SOP, how many there are, and what changed since. */
  history: History;
  changed?: { on: string; commit: string; href?: string };
  diagnostics?: Diagnostic[];
}

/** The page of an SOP. */
export function toSopPage(context: PageContext, node: SopNode): Page<'sop', SopPageData> {
  const { base } = context;
  const { file } = node;
  const sop = file.frontMatter.data;
  const { html = {}, ...body } = context.rendered.get(node.id) ?? {};
  const related = sop.related ?? [];
  const automation = node.automation === undefined ? undefined : base.automations.get(node.automation);
  const sources = [
    file.path,
    ...node.records.map((record) => record.path),
    ...(automation ? [automation.file.path] : []),
  ];
  const change = getLastChange(context, sources);
  return {
    kind: 'sop',
    path: getSopPath(node.id),
    title: node.title,
    description: sop.description ?? node.title,
    html: Object.fromEntries(Object.entries(html).map(([name, text]) => [name, frameTables(text)])),
    sources,
    data: {
      id: node.id,
      status: sop.status ?? 'active',
      replacedBy: toSopLinks(base, sop.replaced_by ? [sop.replaced_by] : [])[0],
      description: sop.description ?? '',
      area: toAreaLink(base, sop.area),
      owner: toOwnerLink(base, sop.owner),
      contributors: getPublishedContributors(sop.contributors ?? [], base.configuration),
      roles: sop.roles ?? [],
      environments: sop.environments ?? [],
      duration: sop.duration,
      risk: sop.risk,
      cadence: getCadenceText(sop.cadence),
      trigger: sop.trigger,
      lastReviewedOn: node.review.lastReviewedOn,
      nextReviewOn: node.review.nextReviewOn,
      evidence: getEvidence(base, node, context.past),
      alerts: (sop.alerts ?? []).map((reference) => ({ title: reference, path: getAlertPath(reference) })),
      controls: node.controls.map((reference) => toControlLink(base, reference)),
      variables: toVariableRows(node),
      related: toSopLinks(base, related),
      linkedFrom: toSopLinks(
        base,
        node.linkedFrom.filter((id) => !related.includes(id)),
      ).slice(0, MAX_LINKED_FROM),
      automation: node.automation === undefined ? undefined : toAutomation(node.automation),
      body: 'steps' in body ? body : undefined,
      file: file.path,
      repository: getRepository(base.configuration, file.path),
      problem: getSopProblemLinks(base.configuration, {
        id: node.id,
        title: node.title,
        fingerprint: file.fingerprint,
        steps: 'steps' in body ? body.steps : [],
      }),
      text:
        file.fingerprint === undefined
          ? undefined
          : { fingerprint: file.fingerprint, commit: getLastChange(context, [file.path])?.commit ?? null },
      records: `${base.configuration.paths.records}/${node.id}`,
      history: getHistory(base, node, context.past),
      changed: change && {
        on: change.date,
        commit: change.commit,
        href: getCommitLink(base.configuration, change.commit),
      },
      diagnostics: context.diagnostics?.filter((one) => one.file === file.path),
    },
  };

  function toAutomation(name: string): SopPageData['automation'] {
    if (!automation) return { name };
    const { summary, sops = [] } = automation.file.yaml.data;
    const mapped = sops.find(({ id }) => id === node.id);
    const parity = mapped && toParity(base, name, mapped);
    return { name, summary, path: getAutomationPath(name), ...(parity && { parity }) };
  }
}

function getRepository(configuration: Configuration, path: string): SopPageData['repository'] {
  const home = getRepositoryHome(configuration);
  const links = getRepositoryLinks(configuration, path);
  return home && links && { ...links, ...home };
}

/** A page that everybody links to must not grow with the number of SOPs. */
const MAX_LINKED_FROM = 12;

function toVariableRows(node: SopNode): VariableRow[] {
  const steps = node.file.body?.steps ?? [];
  return (node.file.frontMatter.data.variables ?? []).map(
    ({ name, description, pattern, example, secret, from_step }) => {
      const step = steps.find((one) => one.id === from_step);
      return { name, description, pattern, example, secret, fromStep: step && { id: step.id, number: step.number } };
    },
  );
}
