import { addDuration } from '../model/duration.ts';
import { RECORD, recordWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

/** Warns of records of what has not happened yet. */
export const rule = defineGraphRule({
  meta: {
    code: 'record-in-future',
    severity: 'warning',
    summary: 'No record ends in the future.',
    why: 'What has not happened yet is no evidence, and does not count as such. Perhaps a clock is wrong.',
    ok: [{ name: 'today', files: { [RECORD]: recordWith() }, asOf: '2026-11-02' }],
    notOk: [
      {
        name: 'next week',
        files: { [RECORD]: recordWith() },
        asOf: '2026-10-26',
        expected: [
          'records/rotate-key/2026-11-02-k3f9qa.yaml:8:14: Unexpected end `2026-11-02T14:20:00+01:00` of a record, expected a day up to `2026-10-26`',
        ],
      },
    ],
  },
  check({ base, report }) {
    // A day of grace, so that no time zone makes today into tomorrow.
    const last = addDuration(base.asOf, '1 day');
    for (const file of base.files.values()) {
      const finished = file.kind === 'record' ? file.yaml.data.finished_at : undefined;
      if (file.kind !== 'record' || finished === undefined || finished.slice(0, 10) <= last) continue;
      report({
        file: file.path,
        place: getValuePlace(file.yaml, '/finished_at'),
        message: `Unexpected end ${quote(finished)} of a record, expected a day up to \`${base.asOf}\``,
        hint: 'Check the clock of the machine that wrote it.',
        subject: '/finished_at',
      });
    }
  },
});
