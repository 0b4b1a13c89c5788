import type { FindingStatus } from '../../model/finding.ts';
import { type Entry, toProblem } from './entry.ts';
import { type Json, firstText, toList, toReference, toSeverity, toText } from './values.ts';

/** Lists of a report of Checkov, and what being in one means. */
const LISTS: Record<string, FindingStatus> = {
  failed_checks: 'fail',
  passed_checks: 'pass',
  skipped_checks: 'suppressed',
};

/** An entry of one of the lists of a report of Checkov (`--output json`). `list` is the name of the list. */
export function readCheckov(entry: Json, list: string): Entry {
  const id = firstText(entry.check_id, entry.bc_check_id);
  const status = LISTS[list];
  if (id === '') return toProblem('absence of `check_id`', 'the id of the check');
  if (status === undefined) return toProblem(`list \`${list}\``, Object.keys(LISTS).join(', '));
  const file = toText(entry.file_path);
  const line = toText(toList(entry.file_line_range)[0]);
  return {
    findings: [
      {
        tool: 'checkov',
        kind: 'check',
        check: toReference('checkov', id),
        status,
        severity: toSeverity(entry.severity),
        account: '',
        region: '',
        resource: [line === '' ? file : `${file}:${line}`, toText(entry.resource)]
          .filter((one) => one !== '')
          .join(' '),
        time: '',
        title: toText(entry.check_name),
        frameworks: [],
      },
    ],
  };
}
