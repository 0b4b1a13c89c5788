import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getYaml, YAML_KINDS } from './support/yaml.ts';

/** Reports dates that are not written as such, or that no calendar has. */
export const rule = defineFileRule({
  meta: {
    code: 'bad-date',
    severity: 'error',
    summary: 'Dates are written as YYYY-MM-DD and exist.',
    why: 'Reviews and due dates are worked out from them. `03/04/2026` is one day in London and another in New York; 30 February is none anywhere.',
    ok: [{ name: 'a date', files: { [SOP]: sopWith({ frontMatter: { last_reviewed_on: '2026-02-28' } }) } }],
    notOk: [
      {
        name: 'another notation',
        files: { [SOP]: sopWith({ frontMatter: { last_reviewed_on: '01.10.2026' } }) },
        expected: [
          'docs/sops/rotate-key.md:8:19: Unexpected `01.10.2026` at `last_reviewed_on`, expected a date written as YYYY-MM-DD',
        ],
      },
      {
        name: 'a day that does not exist',
        files: { [SOP]: sopWith({ frontMatter: { last_reviewed_on: '2026-02-30' } }) },
        expected: [
          'docs/sops/rotate-key.md:8:19: Unexpected `2026-02-30` at `last_reviewed_on`, expected a date written as YYYY-MM-DD',
        ],
      },
    ],
  },
  kinds: YAML_KINDS,
  check({ file, report }) {
    for (const { kind, pointer, message, expected, hint, place } of getYaml(file)?.issues ?? []) {
      if (kind === 'bad-date')
        report({ message, expected, hint: hint ?? 'Write a day that exists as YYYY-MM-DD.', place, subject: pointer });
    }
  },
});
