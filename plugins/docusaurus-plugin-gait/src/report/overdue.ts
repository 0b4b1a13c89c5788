import type { Diagnostic } from '../model/diagnostic.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';

/** Rules that say what is late on a day. */
const LATE = ['occurrence-overdue', 'review-overdue', 'exception-expired'];

/** How {@link getOverdue} knows a record that has grown too old: by the reason that the policy gives. */
const TOO_OLD = /^older than /u;

/** What depends on the date and has gone wrong by it, as errors: for the one command that may fail because time has passed. */
export function getOverdue(base: KnowledgeBase, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const aged = new Set(
    [...base.sops.values()]
      .filter(({ maturity }) => maturity.ignored.some(({ reason }) => TOO_OLD.test(reason)))
      .map(({ file }) => file.path),
  );
  return diagnostics
    .filter(({ rule, file }) => LATE.includes(rule) || (rule === 'maturity-not-earned' && aged.has(file)))
    .map((one) => ({ ...one, severity: 'error' }));
}
