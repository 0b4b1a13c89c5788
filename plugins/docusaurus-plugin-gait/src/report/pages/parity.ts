import type { KnowledgeBase } from '../../model/knowledge-base.ts';
import type { Manifest, PHASES } from '../../model/schema/manifest.ts';
import { getAutomationPath, getSopPath } from './paths.ts';
import type { SopLink } from './references.ts';
import { toSopLinks } from './references.ts';

/** A step of an SOP, and the phase of the automation that does it: undefined for a step that nobody mapped. */
export interface ParityStep {
  id: string;
  number?: number;
  title: string;
  phase?: (typeof PHASES)[number];
  /** The step on the page of its SOP; missing for one that the SOP no longer has. */
  path?: string;
  /** Its row on the page of the automation, and the anchor there. */
  row: { path: string; anchor: string };
}

/** How the steps of one SOP map to the phases of an automation. */
export interface Parity {
  sop?: SopLink;
  id: string;
  steps: ParityStep[];
}

/** Both sides of what an SOP and an automation do: the steps in the SOP's order, then those that only the manifest knows. */
export function toParity(base: KnowledgeBase, automation: string, { id, parity }: Manifest['sops'][number]): Parity {
  const sop = base.sops.get(id);
  const toStep = (step: string): Pick<ParityStep, 'id' | 'phase' | 'row'> => {
    const anchor = `parity-${id}-${step}`;
    return { id: step, phase: parity[step], row: { anchor, path: `${getAutomationPath(automation)}#${anchor}` } };
  };
  const steps = (sop?.file.body?.steps ?? []).map((step) => ({
    ...toStep(step.id),
    number: step.number,
    title: step.title,
    path: `${getSopPath(id)}#${step.id}`,
  }));
  const gone = Object.keys(parity).filter((key) => !steps.some((step) => step.id === key));
  return {
    id,
    sop: toSopLinks(base, [id])[0],
    steps: [...steps, ...gone.map((key) => ({ ...toStep(key), title: 'No such step' }))],
  };
}
