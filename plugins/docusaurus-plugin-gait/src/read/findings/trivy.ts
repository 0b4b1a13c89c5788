import type { FindingStatus } from '../../model/finding.ts';
import { type Entry, toProblem } from './entry.ts';
import { type Json, firstText, toReference, toSeverity, toText } from './values.ts';

/** Lists of a result of Trivy, and the keys that name what is in them; the same names stand in its SARIF. */
export const TRIVY_LISTS: Readonly<Record<string, readonly string[]>> = {
  Vulnerabilities: ['VulnerabilityID'],
  Misconfigurations: ['ID', 'AVDID'],
  Secrets: ['RuleID'],
};

/** An entry of a result of Trivy (`--format json`). `list` is the name of the list, `about` what its report says of all. */
export function readTrivy(entry: Json, list: string, about: { target: string; time: string }): Entry {
  const keys = TRIVY_LISTS[list] ?? [];
  const id = firstText(...keys.map((key) => entry[key]));
  if (id === '') return toProblem(`absence of \`${keys.join('` and `')}\``, 'the id of what was found');
  const place = firstText(entry.PkgName, entry.StartLine);
  return {
    findings: [
      {
        tool: 'trivy',
        kind: 'alert',
        check: toReference('trivy', id),
        status: toStatus(toText(entry.Status), list),
        severity: toSeverity(entry.Severity),
        account: '',
        region: '',
        resource: [about.target, place].filter((one) => one !== '').join(':'),
        time: about.time,
        title: firstText(entry.Title, entry.PkgName),
        frameworks: [],
      },
    ],
  };
}

/** Only misconfigurations are checks that may pass; of a vulnerability `Status` tells whether there is a fix. */
function toStatus(status: string, list: string): FindingStatus {
  if (list !== 'Misconfigurations') return 'fail';
  return status === 'PASS' ? 'pass' : status === 'EXCEPTION' ? 'suppressed' : 'fail';
}
