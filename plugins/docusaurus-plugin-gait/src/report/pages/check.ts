import { getKnownCheck, type KnownCheck } from '../../model/checks/known.ts';
import type { CheckNode, KnowledgeBase } from '../../model/knowledge-base.ts';
import { splitReference } from '../../model/check-reference.ts';
import { getToolTitle } from '../../model/tool-title.ts';
import type { CheckState, StatusBook } from '../findings/status.ts';
import type { PageContext } from './context.ts';
import { getPublishedCheck } from './control-state.ts';
import { type PublishedExceptions, getPublishedExceptions } from './exception-rows.ts';
import type { Page } from './page.ts';
import { getCheckPath } from './paths.ts';
import { getProposalForm, getProposalLink } from './proposal.ts';
import type { ControlLink, PageLink, SopLink } from './references.ts';
import { toAnswerLinks, toControlLink, toSopLinks } from './references.ts';

/** What the page of a check shows. */
export interface CheckData {
  reference: string;
  /** Name of the tool in a sentence. */
  tool: string;
  name: string;
  /** In lower case, of tools that are known: `iam`. */
  service?: string;
  severity?: string;
  /** The tool's own page about it. */
  url?: string;
  controls: (ControlLink & { verified: boolean })[];
  sops: SopLink[];
  /** Where it stands, as far as that is published. */
  state?: CheckState;
  /** Exceptions from it and from its controls. */
  exceptions?: PublishedExceptions;
  /** When no SOP serves it: those that serve other checks of the same service. */
  nearest: SopLink[];
  /** When this is an old name: checks that it stands for today. */
  successors: PageLink[];
  /** When no SOP serves it: where one is proposed. */
  propose?: string;
}

/** Ids of the SOPs that serve any check of a service, by service. */
export type ServiceIndex = ReadonlyMap<string, readonly string[]>;

const MAX_NEAREST = 5;

/** The page of a check: where somebody lands who comes from a finding. `successors` are the names of today of an old one. */
export function toCheckPage(
  { base }: PageContext,
  node: CheckNode,
  { services, book, successors = [] }: { services: ServiceIndex; book: StatusBook; successors?: readonly string[] },
): Page<'check', CheckData> {
  const { reference, name } = node;
  const known = getKnownCheck(reference) ?? successors.flatMap((one) => getKnownCheck(one) ?? [])[0];
  const tool = getToolTitle(node.tool);
  const files = [
    ...new Set(node.controls.flatMap((control) => base.controls.get(control.reference)?.file.path ?? [])),
    ...node.sops.flatMap((id) => base.sops.get(id)?.file.path ?? []),
  ];
  const isServed = node.sops.length > 0;
  return {
    kind: 'check',
    path: getCheckPath(reference),
    title: name,
    description: `The check ${name} of ${tool}: the controls that it tests and the SOPs to follow when it fails.`,
    html: {},
    sources: files.length > 0 ? files : ['gait.config.yaml'],
    data: {
      reference,
      tool,
      name,
      service: known?.service,
      severity: known?.severity,
      url: successors.length > 0 ? undefined : known?.url,
      controls: node.controls.map((control) => ({
        ...toControlLink(base, control.reference),
        verified: control.verified,
      })),
      sops: toAnswerLinks(base, node.sops),
      state: successors.length > 0 ? undefined : getPublishedCheck(base, book, reference),
      exceptions: getPublishedExceptions(base, book, [reference, ...node.controls.map((one) => one.reference)]),
      nearest: isServed || !known ? [] : getNearest(base, known.service, services),
      successors: successors.map((one) => ({ title: splitReference(one).name, path: getCheckPath(one) })),
      propose: isServed ? undefined : getProposal(base, node, known),
    },
  };
}

function getNearest(base: KnowledgeBase, service: string, services: ServiceIndex): SopLink[] {
  return toSopLinks(base, services.get(service) ?? [])
    .filter((sop) => sop.status === undefined)
    .slice(0, MAX_NEAREST);
}

function getProposal({ configuration }: KnowledgeBase, node: CheckNode, known?: KnownCheck): string | undefined {
  const form = getProposalForm(configuration);
  if (!form) return undefined;
  const controls = node.controls.map((control) => control.reference);
  return getProposalLink(form, node.reference, [
    ...(known?.severity ? [`Severity: ${known.severity}`] : []),
    ...(known ? [`About the check: ${known.url}`] : []),
    ...(controls.length > 0 ? [`Controls: ${controls.join(', ')}`] : []),
  ]);
}
