import { type Entry, toProblem } from './entry.ts';
import { toProwlerReferences, toProwlerStatus } from './prowler.ts';
import { firstText, toSeverity, toText, toTime } from './values.ts';

/** Reads rows of Prowler's CSV (delimiter `;`) by the names of their columns. */
export function createProwlerCsvReader(header: readonly string[]): (fields: readonly string[]) => Entry {
  const columns = new Map(header.map((name, index) => [name, index]));
  return (fields) => {
    if (fields.length !== header.length) return toProblem(`row of ${fields.length} columns`, `${header.length}`);
    const get = (name: string): string => toText(fields[columns.get(name) ?? -1]);
    const check = get('CHECK_ID');
    if (check === '') return toProblem('absence of `CHECK_ID`', 'the id of the check');
    const status = toProwlerStatus(get('STATUS'), /^true$/iu.test(get('MUTED')));
    if (!status) return toProblem(`\`STATUS\` \`${get('STATUS')}\``, 'PASS, FAIL or MANUAL');
    const about = {
      tool: 'prowler',
      kind: 'check',
      status,
      severity: toSeverity(get('SEVERITY')),
      account: get('ACCOUNT_UID'),
      region: get('REGION'),
      resource: firstText(get('RESOURCE_UID'), get('RESOURCE_NAME')),
      time: toTime(get('TIMESTAMP')),
      title: get('CHECK_TITLE'),
      frameworks: toFrameworks(fields[columns.get('COMPLIANCE') ?? -1] ?? ''),
    } as const;
    return { findings: toProwlerReferences(check).map((reference) => ({ ...about, check: reference })) };
  };
}

/** `CIS-1.4: 1.20 | CIS-3.0: 1.20, 1.21` → `CIS-1.4 1.20` and so on. */
function toFrameworks(text: string): string[] {
  return text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => {
      const at = part.indexOf(':');
      if (at < 0) return [part];
      const framework = part.slice(0, at);
      return part
        .slice(at + 1)
        .split(',')
        .map((id) => `${framework} ${id.trim()}`);
    });
}
