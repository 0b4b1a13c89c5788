/** How bad it is when a check fails, worst first, as AWS and Prowler name it. */
export const CHECK_SEVERITIES = ['critical', 'high', 'medium', 'low', 'informational'] as const;
/** See {@link CHECK_SEVERITIES}. */
export type Severity = (typeof CHECK_SEVERITIES)[number];

/** From ids by severity, parted by white space, to severity by id, sorted by id. */
export function toSeverities<S extends Severity | 'unknown'>(
  ids: Readonly<Record<S, string>>,
): ReadonlyMap<string, Exclude<S, 'unknown'> | (S extends 'unknown' ? undefined : never)>;
export function toSeverities(ids: Readonly<Record<string, string>>): ReadonlyMap<string, string | undefined> {
  const entries = Object.entries(ids).flatMap(([severity, text]) =>
    (text.match(/\S+/gu) ?? []).map((id) => [id, severity === 'unknown' ? undefined : severity] as const),
  );
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
