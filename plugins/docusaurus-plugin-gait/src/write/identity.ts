import { createHash } from 'node:crypto';
import type { Diagnostic } from '../model/diagnostic.ts';

/**
 * A stable name for each diagnostic, in the same order: SHA-256, hex, of rule, file, subject and occurrence. Lines are not
 * in it, so that text which moves keeps its name; the occurrence keeps equal ones apart, since hosts show only the first
 * of equal names.
 */
export function getIdentities(diagnostics: Diagnostic[]): string[] {
  const seen = new Map<string, number>();
  return diagnostics.map(({ rule, file, subject, message }) => {
    const about = JSON.stringify([rule, file, subject ?? message]);
    const occurrence = (seen.get(about) ?? 0) + 1;
    seen.set(about, occurrence);
    return createHash('sha256').update(`${about}\n${occurrence}`).digest('hex');
  });
}
