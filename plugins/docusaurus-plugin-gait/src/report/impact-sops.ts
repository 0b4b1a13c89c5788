import type { SopFile } from '../model/document.ts';
import type { SopNode } from '../model/knowledge-base.ts';
import type { Impact } from '../model/schema/impact.ts';
import type { ImpactSop, ImpactSopChange, ImpactStep } from '../model/schema/impact-sop.ts';
import type { StepChange } from './changed-steps.ts';
import type { StepState } from './step-state.ts';
import { getTextChange } from './changed-text.ts';
import { pairSops, type Sides, type SopPair } from './impact-side.ts';

/** SOPs that were added, removed, renamed and changed. */
export function getSopImpact(sides: Sides, pairs: SopPair[] = pairSops(sides)): Impact['sops'] {
  const impact: Impact['sops'] = {
    count: { before: sides.before.base.sops.size, after: sides.after.base.sops.size },
    added: [],
    removed: [],
    renamed: [],
    changed: [],
  };
  for (const { before, after } of pairs) {
    if (!after) {
      if (before) impact.removed.push(toImpactSop(before));
    } else if (!before) impact.added.push(toImpactSop(after));
    else {
      if (before.id !== after.id) {
        impact.renamed.push({ from: before.id, to: after.id, title: after.title, file: after.file.path });
      }
      if (before.file.hash !== after.file.hash) impact.changed.push(toImpactSopChange(before, after));
    }
  }
  return impact;
}

function toImpactSop({ id, title, file, maturity }: SopNode): ImpactSop {
  return {
    id,
    title,
    file: file.path,
    claimed: maturity.claimed,
    effective: maturity.effective,
    steps: file.body?.steps.length ?? 0,
    owner: file.frontMatter.data.owner ?? null,
  };
}

function toImpactSopChange(before: SopNode, after: SopNode): ImpactSopChange {
  const [then, now] = [before.file.fingerprint ?? null, after.file.fingerprint ?? null];
  const { steps, sections, variables } = getTextChange(before.file, after.file);
  const accepts = after.file.frontMatter.data.accepts ?? [];
  return {
    id: after.id,
    title: after.title,
    file: after.file.path,
    fingerprint: { before: then, after: now },
    evidence: then === now ? 'same' : then !== null && accepts.includes(then) ? 'accepted' : 'new',
    steps: steps.map(toImpactStep),
    sections,
    variables,
    keys: getChangedKeys(before.file, after.file),
  };
}

function getChangedKeys(before: SopFile, after: SopFile): string[] {
  return getChangedTopKeys(before.frontMatter.data, after.frontMatter.data);
}

/** Top-level keys whose values differ, sorted. */
export function getChangedTopKeys(before: object, after: object): string[] {
  const [then, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...then.keys(), ...now.keys()])]
    .filter((key) => JSON.stringify(then.get(key)) !== JSON.stringify(now.get(key)))
    .sort();
}

function toImpactStep(change: StepChange): ImpactStep {
  return {
    kind: change.kind,
    parts: 'parts' in change ? change.parts : [],
    before: 'before' in change ? toStep(change.before) : null,
    after: 'after' in change ? toStep(change.after) : null,
  };
}

function toStep({ id, number, title, text, actions, onFailure, wait }: StepState): NonNullable<ImpactStep['after']> {
  return {
    id,
    number,
    title,
    text,
    actions: actions.map((action) => (action.kind === 'approval' ? { ...action, role: action.role ?? null } : action)),
    on_failure: onFailure ?? null,
    wait: wait ?? null,
  };
}
