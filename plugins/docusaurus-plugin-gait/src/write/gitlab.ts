import type { Diagnostic, Severity } from '../model/diagnostic.ts';
import { getIdentities } from './identity.ts';
import { toVisible } from './visible.ts';

const SEVERITY: Record<Severity, string> = { error: 'major', warning: 'minor', info: 'info' };

/**
 * A Code Quality report of GitLab: https://docs.gitlab.com/ci/testing/code_quality/. A diagnostic without a place is put
 * on line 1, because GitLab drops entries without a line.
 */
export function toGitlab(diagnostics: Diagnostic[]): string {
  const identities = getIdentities(diagnostics);
  const entries = diagnostics.map(({ rule, severity, file, place, message, hint }, index) => ({
    description: toVisible(hint ? `${message}. ${hint}` : message),
    check_name: rule,
    fingerprint: identities[index],
    severity: SEVERITY[severity],
    location: { path: file, lines: { begin: place?.start.line ?? 1, end: place?.end.line ?? 1 } },
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}
