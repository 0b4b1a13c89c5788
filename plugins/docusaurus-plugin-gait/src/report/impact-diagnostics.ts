import type { Diagnostic, Severity } from '../model/diagnostic.ts';
import { compareText } from '../model/diagnostic.ts';
import type { Impact, ImpactMessage } from '../model/schema/impact.ts';
import type { ImpactSide, Sides, SopPair } from './impact-side.ts';

/** Rules that say a link or an anchor leads nowhere. */
const LINK_RULES: ReadonlySet<string> = new Set([
  'broken-link',
  'broken-anchor',
  'branch-target',
  'unknown-link-target',
  'unknown-related',
]);
const RANK: Record<Severity, number> = { info: 0, warning: 1, error: 2 };

/**
 * Messages that the base does not have, broken links apart. A message is the same when rule, file and what it is about are, not
 * its line: text that moves says nothing new. Of several equal ones only as many are new as there are more of. One that got
 * worse is new; a renamed SOP takes its messages along.
 */
export function getDiagnosticImpact(
  sides: Sides,
  { pairs, changed }: { pairs: readonly SopPair[]; changed: readonly string[] },
): Pick<Impact, 'links' | 'diagnostics'> {
  const pathNow = new Map(
    pairs.flatMap(({ before, after }) => (before && after ? [[before.file.path, after.file.path] as const] : [])),
  );
  const known = new Map<string, Severity[]>();
  for (const one of sides.before.diagnostics) {
    const key = toKey(one, pathNow.get(one.file) ?? one.file);
    const severities = known.get(key);
    if (severities) severities.push(one.severity);
    else known.set(key, [one.severity]);
  }
  const isChanged = new Set(changed);
  const fresh: ImpactMessage[] = [];
  let kept = 0;
  for (const one of sides.after.diagnostics) {
    if (takeKnown(known.get(toKey(one, one.file)), one.severity)) kept += 1;
    else fresh.push(toMessage(one, isChanged.has(one.file)));
  }
  const worstFirst = fresh.sort((a, b) => RANK[b.severity] - RANK[a.severity]);
  return {
    links: worstFirst
      .filter(({ rule }) => LINK_RULES.has(rule))
      .sort((a, b) => compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0)),
    diagnostics: {
      new: worstFirst.filter(({ rule }) => !LINK_RULES.has(rule)),
      resolved: countResolved(sides.before, kept),
    },
  };
}

/** Takes one known message that was at least as bad; the least bad of those, so that the worse ones stay for worse ones. */
function takeKnown(severities: Severity[] | undefined, severity: Severity): boolean {
  if (!severities) return false;
  let found = -1;
  severities.forEach((one, index) => {
    const isEnough = RANK[one] >= RANK[severity];
    if (isEnough && (found < 0 || RANK[one] < RANK[severities[found] ?? 'error'])) found = index;
  });
  if (found < 0) return false;
  severities.splice(found, 1);
  return true;
}

function countResolved({ diagnostics }: ImpactSide, kept: number): number {
  return diagnostics.length - kept;
}

function toKey({ rule, subject, message }: Diagnostic, file: string): string {
  return JSON.stringify([rule, file, subject ?? message]);
}

function toMessage(one: Diagnostic, isInChange: boolean): ImpactMessage {
  return {
    rule: one.rule,
    severity: one.severity,
    file: one.file,
    line: one.place?.start.line ?? null,
    column: one.place?.start.column ?? null,
    message: one.message,
    hint: one.hint ?? null,
    in_change: isInChange,
  };
}
