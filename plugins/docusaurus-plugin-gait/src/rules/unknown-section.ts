import { getSuggestion } from '../model/suggest.ts';
import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getSectionTitles } from './support/sections.ts';
import { hintAt, quote } from './support/text.ts';

/** Warns of sections that SOPs do not have. */
export const rule = defineFileRule({
  meta: {
    code: 'unknown-section',
    severity: 'warning',
    summary: 'Every `##` heading of an SOP is one of the eight sections.',
    why: 'Readers look for an answer where every SOP has it. A heading of another name hides it, and what should be a section may be missed: "Roll back" is not Rollback.',
    ok: [
      {
        name: 'a heading inside a section',
        files: {
          [SOP]: sopWith({
            sections: { Purpose: 'No access key is older than 90 days.\n\n### Why 90\n\nThe benchmark asks for it.' },
          }),
        },
      },
    ],
    notOk: [
      {
        name: 'a section of another name',
        files: { [SOP]: sopWith({ sections: { 'Roll back': 'Enable the old key again.' } }) },
        expected: ['docs/sops/rotate-key.md:22:1: Unexpected section `Roll back`, expected one of the eight'],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, configuration, report }) {
    const titles = getSectionTitles(configuration);
    for (const { key, title, place } of file.body?.sections ?? []) {
      if (key) continue;
      report({
        place,
        message: `Unexpected section ${quote(title)}, expected one of the eight`,
        expected: titles,
        hint: hintAt(
          getSuggestion(title, titles),
          'Move the text into the section that it belongs to, under a `###` heading.',
        ),
        subject: title,
      });
    }
  },
});
