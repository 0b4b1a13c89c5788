import type { SopFile } from '../model/document.ts';
import type { SopNode } from '../model/knowledge-base.ts';
import { getOutdatedRecords } from '../model/policy.ts';
import { STEP_PART_NAMES, toVariableVerb } from '../model/text-change.ts';
import type { StepChange } from './changed-steps.ts';
import { getTextChange } from './changed-text.ts';

/** One thing that changed since a text was followed, in words. `step` is the id of the step, where the SOP still has it. */
export interface ChangeRow {
  text: string;
  step?: string;
}

/** Records that do not count because they were made for one earlier text, newest first; `on` is a civil date as the author wrote it. */
export interface OutdatedGroup {
  fingerprint: string;
  records: { id: string; on: string }[];
  /** What changed since; null when git does not have that text. */
  changes: ChangeRow[] | null;
}

/** Changes of one text that are told: beyond these it is another SOP. */
const MOST_CHANGES = 12;

/**
 * Evidence of an SOP that its changes have put out of date, by the text that it was made for, newest first.
 * @param past by record path: the SOP as it was then.
 */
export function getOutdated(node: SopNode, past: ReadonlyMap<string, SopFile>): OutdatedGroup[] {
  const groups = new Map<string, OutdatedGroup>();
  for (const { path, yaml } of getOutdatedRecords(node)) {
    const { id = path, fingerprint = '', finished_at: finishedAt = '' } = yaml.data;
    const group = groups.get(fingerprint) ?? { fingerprint, records: [], changes: null };
    group.records.push({ id, on: finishedAt.slice(0, 10) });
    const then = past.get(path);
    if (then && group.changes === null) group.changes = getChanges(then, node.file);
    groups.set(fingerprint, group);
  }
  return [...groups.values()];
}

function getChanges(then: SopFile, now: SopFile): ChangeRow[] {
  const { steps, sections, variables } = getTextChange(then, now);
  const rows: ChangeRow[] = [
    ...steps.map(toStepRow),
    ...sections.map((section) => ({ text: `${section === 'rollback' ? 'Rollback' : 'Verification'} changed` })),
    ...variables.map((one) => ({ text: `Variable ${one.name} ${toVariableVerb(one)}` })),
  ];
  if (rows.length <= MOST_CHANGES) return rows;
  return [...rows.slice(0, MOST_CHANGES), { text: `${rows.length - MOST_CHANGES} more changes` }];
}

function toStepRow(change: StepChange): ChangeRow {
  if (change.kind === 'removed') {
    const { number, title } = change.before;
    return { text: `Step ${number} of that text, \u201C${title}\u201D, removed` };
  }
  const { number, title, id } = change.after;
  return { text: `Step ${number}, \u201C${title}\u201D, ${toVerb(change)}`, step: id };
}

function toVerb(change: Exclude<StepChange, { kind: 'removed' }>): string {
  if (change.kind === 'added') return 'added';
  if (change.kind === 'moved') return `moved, was step ${change.before.number}`;
  return `changed: ${change.parts.map((part) => STEP_PART_NAMES[part]).join(', ')}`;
}
