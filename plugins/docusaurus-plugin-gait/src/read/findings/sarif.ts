import type { FindingStatus, Severity } from '../../model/finding.ts';
import { type Entry, toProblem } from './entry.ts';
import {
  type Json,
  firstText,
  isObject,
  toList,
  toObject,
  toReference,
  toScoredSeverity,
  toText,
  toTime,
  toToolKey,
} from './values.ts';

/** Severity by `level` (SARIF 2.1.0, §3.27.10). */
const LEVELS: Record<string, Severity> = { error: 'high', warning: 'medium', note: 'low', none: 'informational' };

/** What a run says of its results: who made them, and its rules. */
export interface SarifRun {
  tool: string;
  time: string;
  rules: Map<string, { title: string; severity: Severity }>;
  /** Ids of rules by their place, for results that name only that. */
  order: string[];
}

/** A run of nobody: results that come before their tool has been read wait for it. */
export function createSarifRun(tool: Json, time = ''): SarifRun {
  const driver = toObject(tool.driver);
  const rules: SarifRun['rules'] = new Map();
  const order: string[] = [];
  const components = [driver, ...toList(tool.extensions).filter(isObject)];
  for (const rule of components.flatMap((component) => toList(component.rules)).filter(isObject)) {
    const id = toText(rule.id);
    order.push(id);
    const level = LEVELS[toText(toObject(rule.defaultConfiguration).level)];
    rules.set(id, {
      title: firstText(toObject(rule.shortDescription).text, rule.name, toObject(rule.fullDescription).text),
      severity: toScoredSeverity(toObject(rule.properties)['security-severity']) ?? level ?? 'medium',
    });
  }
  return { tool: toToolKey(toText(driver.name)), time, rules, order };
}

/** A result of a run. */
export function readSarif(result: Json, run: SarifRun): Entry {
  const rule = toObject(result.rule);
  const index = [result.ruleIndex, rule.index].find((one) => typeof one === 'number');
  const id = firstText(result.ruleId, rule.id, index === undefined ? '' : run.order[index]);
  if (id === '') return toProblem('absence of `ruleId`', 'the rule that the result is of');
  // `CA1000/1` is a part of the rule `CA1000` (§3.27.5).
  const known = run.rules.get(id) ?? run.rules.get(id.slice(0, id.lastIndexOf('/')));
  const severity =
    toScoredSeverity(toObject(result.properties)['security-severity']) ??
    LEVELS[toText(result.level)] ??
    known?.severity ??
    'medium';
  const locations = toList(result.locations).filter(isObject).map(toPlace);
  return {
    findings: (locations.length > 0 ? locations : ['']).map((resource) => ({
      tool: run.tool,
      kind: 'alert',
      check: toReference(run.tool, id),
      status: toStatus(result),
      severity,
      account: '',
      region: '',
      resource,
      time: run.time || toTime(toObject(result.provenance).lastDetectionTimeUtc),
      title: firstText(known?.title, toObject(result.message).text),
      frameworks: [],
    })),
  };
}

/**
 * A result with suppressions is suppressed unless one of them is rejected or under review (§3.27.23; without a status it is
 * accepted), `kind` says what it is otherwise (§3.27.9), and `absent` is one that is gone (§3.27.24).
 */
function toStatus(result: Json): FindingStatus {
  const suppressions = toList(result.suppressions).filter(isObject);
  const isOpen = suppressions.some(({ status }) => status === 'rejected' || status === 'underReview');
  if (result.baselineState === 'absent') return 'pass';
  if (suppressions.length > 0 && !isOpen) return 'suppressed';
  switch (result.kind) {
    case 'pass':
      return 'pass';
    case 'notApplicable':
      return 'not-applicable';
    case 'review':
    case 'open':
      return 'manual';
    case 'informational':
      return 'unknown';
    default:
      return 'fail';
  }
}

function toPlace(location: Json): string {
  const physical = toObject(location.physicalLocation);
  const uri = toText(toObject(physical.artifactLocation).uri);
  const line = toText(toObject(physical.region).startLine);
  return line === '' ? uri : `${uri}:${line}`;
}
