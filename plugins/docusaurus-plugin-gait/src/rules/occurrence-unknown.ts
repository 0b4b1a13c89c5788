import { getOccurrences } from '../model/occurrence.ts';
import { RECORD, recordWith, SOP, sopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

const CADENCE = '{every: 1 month, from: 2026-10-01, within: 5 days}';

/** Warns of records that name a day on which nothing was due. */
export const rule = defineGraphRule({
  meta: {
    code: 'occurrence-unknown',
    severity: 'warning',
    summary: 'A record names a day on which its SOP was due.',
    why: 'A record that names its occurrence satisfies that one and no other. With a wrong day it satisfies none, and what was carried out still counts as missed. Records that the base revision has are left alone: a schedule may change after them.',
    ok: [
      {
        name: 'a due day',
        files: {
          [SOP]: sopWith({ frontMatter: { cadence: CADENCE } }),
          [RECORD]: recordWith({ occurrence: '2026-11-01' }),
        },
        asOf: '2026-11-02',
      },
    ],
    notOk: [
      {
        name: 'the day on which it was carried out',
        files: {
          [SOP]: sopWith({ frontMatter: { cadence: CADENCE } }),
          [RECORD]: recordWith({ occurrence: '2026-11-02' }),
        },
        before: { [SOP]: sopWith({ frontMatter: { cadence: CADENCE } }) },
        asOf: '2026-11-02',
        expected: [
          'records/rotate-key/2026-11-02-k3f9qa.yaml:11:13: Unexpected occurrence `2026-11-02`, expected a day on which `rotate-key` was due, such as `2026-11-01`',
        ],
      },
    ],
  },
  check({ base, report }) {
    const { asOf, configuration } = base;
    for (const sop of base.sops.values()) {
      if (typeof sop.file.frontMatter.data.cadence !== 'object') continue;
      const named = sop.records.filter(
        ({ path, yaml }) => yaml.data.occurrence !== undefined && !base.base?.hashes.has(path),
      );
      if (named.length === 0) continue;
      const days = getOccurrences({ sop, timezone: configuration.timezone, asOf, until: asOf }).map((one) => one.dueOn);
      for (const { path, yaml } of named) {
        const day = yaml.data.occurrence ?? '';
        if (days.includes(day) || days.length === 0) continue;
        const near = days.filter((one) => one <= day).at(-1) ?? days[0] ?? '';
        report({
          file: path,
          place: getValuePlace(yaml, '/occurrence'),
          message: `Unexpected occurrence ${quote(day)}, expected a day on which \`${sop.id}\` was due, such as \`${near}\``,
          hint: 'List the days with `gait due`, and correct it by a new record that supersedes this one.',
          subject: '/occurrence',
        });
      }
    }
  },
});
