import { SECTION_KEYS } from '../model/body.ts';
import { SOP, sopWith, walkSopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getSectionTitles } from './support/sections.ts';
import { quote } from './support/text.ts';

/** Warns of sections out of their order. */
export const rule = defineFileRule({
  meta: {
    code: 'section-order',
    severity: 'warning',
    summary:
      'Sections stand in their order: Purpose, When to use, Prerequisites, Procedure, Verification, Rollback, Escalation, References.',
    why: 'Whoever knows one SOP finds their way in all of them, also at three in the morning.',
    ok: [{ name: 'in order', files: { [SOP]: walkSopWith() } }],
    notOk: [
      {
        name: 'the purpose last',
        files: {
          [SOP]: sopWith({
            body: '## Procedure\n\n1. Disable the old key.\n\n## Purpose\n\nNo access key is older than 90 days.\n',
          }),
        },
        expected: ['docs/sops/rotate-key.md:17:1: Unexpected section `Purpose` after `Procedure`, expected it before'],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, configuration, report }) {
    let highest = -1;
    let before = '';
    for (const { key, title, place } of file.body?.sections ?? []) {
      if (!key) continue;
      const rank = SECTION_KEYS.indexOf(key);
      if (rank >= highest) {
        highest = rank;
        before = title;
        continue;
      }
      report({
        place,
        message: `Unexpected section ${quote(title)} after ${quote(before)}, expected it before`,
        expected: getSectionTitles(configuration),
        hint: `Move the section up.`,
        subject: key,
      });
    }
  },
});
