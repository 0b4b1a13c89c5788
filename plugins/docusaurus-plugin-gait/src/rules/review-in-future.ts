import { SOP, sopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

/** Warns of reviews that have not taken place yet. */
export const rule = defineGraphRule({
  meta: {
    code: 'review-in-future',
    severity: 'warning',
    summary: 'The last review does not lie in the future.',
    why: 'A date that has not come yet is a promise or a typing error; either way it makes a page look fresher than it is.',
    ok: [
      {
        name: 'today',
        files: { [SOP]: sopWith({ frontMatter: { last_reviewed_on: '2026-11-20' } }) },
        asOf: '2026-11-20',
      },
    ],
    notOk: [
      {
        name: 'tomorrow',
        files: { [SOP]: sopWith({ frontMatter: { last_reviewed_on: '2026-11-21' } }) },
        asOf: '2026-11-20',
        expected: [
          'docs/sops/rotate-key.md:8:19: Unexpected review on `2026-11-21`, expected a day up to `2026-11-20`',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const { file, review } of [...base.sops.values(), ...base.standards.values()]) {
      const date = review.lastReviewedOn;
      if (date === undefined || date <= base.asOf) continue;
      report({
        file: file.path,
        place: getValuePlace(file.frontMatter, '/last_reviewed_on'),
        message: `Unexpected review on ${quote(date)}, expected a day up to \`${base.asOf}\``,
        hint: 'Enter the day on which somebody last read the page against reality.',
        subject: 'last_reviewed_on',
      });
    }
  },
});
