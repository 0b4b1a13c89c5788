import type { CheckNode } from '../../model/knowledge-base.ts';
import type { PageContext } from './context.ts';
import type { Page } from './page.ts';
import { getCheckPath } from './paths.ts';
import type { ControlLink, SopLink } from './references.ts';
import { toControlLink, toSopLinks } from './references.ts';

/** What the page of a check shows. */
export interface CheckData {
  reference: string;
  tool: string;
  name: string;
  controls: (ControlLink & { verified: boolean })[];
  sops: SopLink[];
}

/** The page of a check: where somebody lands who comes from a finding. */
export function toCheckPage({ base }: PageContext, node: CheckNode): Page<'check', CheckData> {
  const { reference, tool, name } = node;
  return {
    kind: 'check',
    path: getCheckPath(reference),
    title: name,
    description: `The check ${name} of ${tool}: the controls that it tests and the SOPs to follow when it fails.`,
    html: {},
    sources: [
      ...new Set(node.controls.flatMap((control) => base.controls.get(control.reference)?.file.path ?? [])),
      ...node.sops.flatMap((id) => base.sops.get(id)?.file.path ?? []),
    ],
    data: {
      reference,
      tool,
      name,
      controls: node.controls.map((control) => ({
        ...toControlLink(base, control.reference),
        verified: control.verified,
      })),
      sops: toSopLinks(base, node.sops),
    },
  };
}
