import { SOP, sopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

/** Warns of pages whose review is overdue. */
export const rule = defineGraphRule({
  meta: {
    code: 'review-overdue',
    severity: 'warning',
    summary: 'Every page is reviewed in time.',
    why: 'Consoles, commands and teams change. A page that nobody has held against reality for longer than its owner promised must not be followed blindly. Time never breaks a build: this stays a warning.',
    ok: [
      {
        name: 'still in time',
        files: { [SOP]: sopWith({ frontMatter: { last_reviewed_on: '2026-05-20', review_in: '6 months' } }) },
        asOf: '2026-11-20',
      },
    ],
    notOk: [
      {
        name: 'a day late',
        files: { [SOP]: sopWith({ frontMatter: { last_reviewed_on: '2026-05-19', review_in: '6 months' } }) },
        asOf: '2026-11-20',
        expected: [
          'docs/sops/rotate-key.md:8:19: Unexpected last review on `2026-05-19`, expected another by `2026-11-19`',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const { file, review } of [...base.sops.values(), ...base.standards.values()]) {
      const { lastReviewedOn, nextReviewOn, isOverdue } = review;
      if (!isOverdue || !lastReviewedOn || !nextReviewOn || file.frontMatter.data.status === 'retired') continue;
      report({
        file: file.path,
        place: getValuePlace(file.frontMatter, '/last_reviewed_on'),
        message: `Unexpected last review on ${quote(lastReviewedOn)}, expected another by \`${nextReviewOn}\``,
        hint: 'Hold the page against reality, mend it, then enter the day.',
        subject: 'last_reviewed_on',
      });
    }
  },
});
