import { SEVERITIES, type Severity } from '../../model/finding.ts';

/** A JSON object whose keys nobody has checked. */
export type Json = Record<string, unknown>;

/** Text longer than this is cut: names and titles, nothing that anybody joins by. */
const MAX_TEXT = 500;

/** The value as an object; an empty one for anything else. */
export function toObject(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** True for an object that is neither null nor a list. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a list; an empty one for anything else. */
export function toList(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A text or a number as text on one line; '' for anything else. */
export function toText(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  return value.slice(0, MAX_TEXT).replace(/\s+/gu, ' ').trim();
}

/** The first that is not ''. */
export function firstText(...values: unknown[]): string {
  for (const value of values) {
    const text = toText(value);
    if (text !== '') return text;
  }
  return '';
}

/** A severity in any case; `info` and `none` are informational. */
export function toSeverity(value: unknown): Severity {
  const text = toText(value).toLowerCase();
  if (text === 'info' || text === 'none') return 'informational';
  return SEVERITIES.find((one) => one === text) ?? 'unknown';
}

/** A score of 0 to 10 in words, as CVSS, code hosts and GuardDuty part it; undefined for what is no number. */
export function toScoredSeverity(value: unknown): Severity | undefined {
  const score = typeof value === 'number' ? value : Number.parseFloat(toText(value));
  if (!Number.isFinite(score)) return undefined;
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'informational';
}

/**
 * A time as ISO 8601 in UTC with whole seconds. A number is seconds since 1970, or milliseconds when it is too large for that.
 * A text without an offset is UTC: Prowler writes it so. '' for what is no time.
 */
export function toTime(value: unknown): string {
  if (typeof value === 'number') return toIso(value > 1e11 ? value : value * 1000);
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/u.test(value)) return '';
  const text = value.trim().replace(' ', 'T');
  if (text.length === 10) return toIso(Date.parse(text));
  // Parsers of time differ about more than three digits of a second.
  const short = text.replace(/(\.\d{3})\d+/u, '$1');
  return toIso(Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/u.test(short) ? short : `${short}Z`));
}

function toIso(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || Math.abs(milliseconds) > 8.64e15) return '';
  const text = new Date(milliseconds).toISOString();
  return text.length === 24 ? `${text.slice(0, 19)}Z` : '';
}

/** A key for a tool from its name: `Trivy` → `trivy`, `GitHub Advanced Security` → `github-advanced-security`. */
export function toToolKey(name: string): string {
  const key = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
  return /^[a-z]/u.test(key) ? key.slice(0, 60) : `tool${key === '' ? '' : `-${key.slice(0, 55)}`}`;
}

/** A reference of a check: white space, which no reference has, becomes `_`. */
export function toReference(tool: string, name: string): string {
  return `${tool}:${name.replace(/\s+/gu, '_')}`;
}
