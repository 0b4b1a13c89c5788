import type { AlertNode } from '../../model/knowledge-base.ts';
import { splitReference } from '../../model/check-reference.ts';
import { getToolTitle } from '../../model/tool-title.ts';
import type { CheckState, StatusBook } from '../findings/status.ts';
import type { PageContext } from './context.ts';
import { getPublishedCheck } from './control-state.ts';
import { type PublishedExceptions, getPublishedExceptions } from './exception-rows.ts';
import type { Page } from './page.ts';
import { getAlertPath } from './paths.ts';
import type { SopLink } from './references.ts';
import { toAnswerLinks } from './references.ts';
import { getProposalForm, getProposalLink } from './proposal.ts';

/** What the page of an alert shows. */
export interface AlertData {
  reference: string;
  /** Name of the detector in a sentence. */
  source: string;
  name: string;
  sops: (SopLink & { trigger?: string })[];
  /** Where it stands, as far as that is published. */
  state?: CheckState;
  exceptions?: PublishedExceptions;
  /** When no SOP answers it: where one is proposed. */
  propose?: string;
}

/** The page of an alert: where somebody lands who comes from a detector. */
export function toAlertPage({ base }: PageContext, node: AlertNode, book: StatusBook): Page<'alert', AlertData> {
  const form = node.sops.length > 0 ? undefined : getProposalForm(base.configuration);
  const { tool, name } = splitReference(node.reference);
  const source = getToolTitle(tool);
  return {
    kind: 'alert',
    path: getAlertPath(node.reference),
    title: name,
    description: `What to do when ${source} says ${name}.`,
    html: {},
    sources:
      node.sops.length > 0 ? node.sops.flatMap((id) => base.sops.get(id)?.file.path ?? []) : ['gait.config.yaml'],
    data: {
      reference: node.reference,
      source,
      name,
      state: getPublishedCheck(base, book, node.reference),
      exceptions: getPublishedExceptions(base, book, [node.reference]),
      propose: form && getProposalLink(form, node.reference),
      sops: toAnswerLinks(base, node.sops).map((link) => ({
        ...link,
        trigger: base.sops.get(link.id)?.file.frontMatter.data.trigger,
      })),
    },
  };
}
