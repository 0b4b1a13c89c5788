import type { FindingStatus } from '../../model/finding.ts';
import { type Entry, toProblem } from './entry.ts';
import { type Json, isObject, toList, toReference, toSeverity, toText, toTime } from './values.ts';

/** Statuses of Inspector, and what they mean here. Closed is what is there no more. */
const STATUSES: Record<string, FindingStatus> = { ACTIVE: 'fail', SUPPRESSED: 'suppressed', CLOSED: 'pass' };

/** True for a finding as Inspector itself writes it. */
export function isInspector(entry: Json): boolean {
  return 'awsAccountId' in entry && 'findingArn' in entry;
}

/** A finding of Amazon Inspector (docs.aws.amazon.com, Inspector v2 API reference, `Finding`), joined by its type. */
export function readInspector(entry: Json): Entry {
  const type = toText(entry.type);
  if (type === '') return toProblem('absence of `type`', 'the type of the finding');
  const status = STATUSES[toText(entry.status)];
  if (!status) return toProblem(`\`status\` \`${toText(entry.status)}\``, Object.keys(STATUSES).join(', '));
  const resources = toList(entry.resources).filter(isObject);
  return {
    findings: (resources.length > 0 ? resources : [{}]).map((resource: Json) => ({
      tool: 'inspector',
      kind: 'alert',
      check: toReference('inspector', type),
      status,
      severity: toSeverity(entry.severity),
      account: toText(entry.awsAccountId),
      region: toText(resource.region),
      resource: toText(resource.id),
      time: toTime(entry.updatedAt) || toTime(entry.lastObservedAt) || toTime(entry.firstObservedAt),
      title: toText(entry.title),
      frameworks: [],
    })),
  };
}
