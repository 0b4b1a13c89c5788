import type { ControlNode, KnowledgeBase } from '../../model/knowledge-base.ts';
import type { CheckState, ControlState, StatusBook, VerdictCounts } from '../findings/status.ts';
import type { FrameworkNode } from '../../model/knowledge-base.ts';

/** The state of a control, where findings are published by name; undefined where they are not, or when there is nothing to say. */
export function getPublishedState(base: KnowledgeBase, book: StatusBook, node: ControlNode): ControlState | undefined {
  const { findings, exceptions } = base.configuration.publish;
  if (findings !== 'masked' && findings !== 'full') return undefined;
  const { attestation, ...own } = book.getControl(node);
  if (!book.hasFindings && !attestation) return undefined;
  // A reason is free text of whoever wrote the record: it may name people.
  const state = { ...own, ...(attestation && { attestation: { ...attestation, reason: undefined } }) };
  // That something is excused is a fact about exceptions, which have a decision of their own.
  if (exceptions === 'full') return state;
  const checks = Object.entries(state.checks).map(([id, check]) => [id, { ...check, isExcused: false }] as const);
  return { ...state, checks: Object.fromEntries(checks), isExcused: false };
}

/** The state of a check or an alert, where findings are published by name and there are any. */
export function getPublishedCheck(base: KnowledgeBase, book: StatusBook, reference: string): CheckState | undefined {
  const { findings, exceptions } = base.configuration.publish;
  if ((findings !== 'masked' && findings !== 'full') || !book.hasFindings) return undefined;
  const state = book.getCheck(reference);
  return exceptions === 'full' ? state : { ...state, isExcused: false };
}

/** How many controls of a framework stand where, unless findings are not published at all. */
export function getPublishedVerdicts(
  base: KnowledgeBase,
  book: StatusBook,
  node: FrameworkNode,
): VerdictCounts | undefined {
  const { findings, exceptions } = base.configuration.publish;
  if (findings === 'none' || !book.hasFindings) return undefined;
  const counts = book.countFramework(node);
  if (exceptions !== 'none') return counts;
  return { ...counts, fail: counts.fail + counts.excused, excused: 0 };
}
