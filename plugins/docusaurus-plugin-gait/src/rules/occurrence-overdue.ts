import { getOccurrences } from '../model/occurrence.ts';
import { RECORD, recordWith, SOP, sopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { getValuePlace } from './support/yaml.ts';

function sopDue(cadence: string): string {
  return sopWith({ frontMatter: { cadence } });
}

const MONTHLY = '{every: 1 month, from: 2026-09-05, within: 5 days}';

/** Warns of occurrences that were not carried out in time. */
export const rule = defineGraphRule({
  meta: {
    code: 'occurrence-overdue',
    severity: 'warning',
    summary: 'What is due on a schedule is carried out in time.',
    why: 'A recurring task that nobody carried out is the quietest way for a control to fail. Every occurrence that was missed is named, with the day on which it was due, until a record satisfies it. Time never breaks a build: this stays a warning, and is an error only under `gait due --strict`.',
    ok: [
      { name: 'still within its grace', files: { [SOP]: sopDue(MONTHLY) }, asOf: '2026-09-10' },
      {
        name: 'carried out',
        files: {
          [SOP]: sopDue('{every: 1 month, from: 2026-11-01, within: 5 days}'),
          [RECORD]: recordWith({ occurrence: '2026-11-01' }),
        },
        asOf: '2026-11-20',
      },
    ],
    notOk: [
      {
        name: 'one missed, one overdue',
        files: { [SOP]: sopDue(MONTHLY) },
        asOf: '2026-10-20',
        expected: [
          'docs/sops/rotate-key.md:10:10: Unexpected missed occurrence of `2026-09-05`, expected a record of it by `2026-09-10`',
          'docs/sops/rotate-key.md:10:10: Unexpected overdue occurrence of `2026-10-05`, expected a record of it by `2026-10-10`',
        ],
      },
    ],
  },
  check({ base, report }) {
    const { asOf, configuration } = base;
    for (const sop of base.sops.values()) {
      for (const one of getOccurrences({ sop, timezone: configuration.timezone, asOf, until: asOf })) {
        if (one.state !== 'missed' && one.state !== 'overdue') continue;
        report({
          file: sop.file.path,
          place: getValuePlace(sop.file.frontMatter, '/cadence'),
          message: `Unexpected ${one.state} occurrence of \`${one.dueOn}\`, expected a record of it by \`${one.lastOn}\``,
          hint: `Carry it out and add a record with \`occurrence: ${one.dueOn}\`, or change the schedule.`,
          subject: one.dueOn,
        });
      }
    }
  },
});
