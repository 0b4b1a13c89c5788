import { SOP, walkSopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';

/** Warns of sections that say nothing. */
export const rule = defineFileRule({
  meta: {
    code: 'empty-section',
    severity: 'warning',
    summary: 'Every section says something.',
    why: 'A heading without text looks like an answer and is none. If nothing can be undone, say so under Rollback: that is what a reader must know.',
    ok: [
      {
        name: 'a sentence',
        files: { [SOP]: walkSopWith({ sections: { Rollback: 'A deleted key cannot be brought back.' } }) },
      },
    ],
    notOk: [
      {
        name: 'nothing',
        files: { [SOP]: walkSopWith({ sections: { Rollback: '' } }) },
        expected: ['docs/sops/rotate-key.md:55:1: Unexpected empty section `Rollback`, expected text'],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    for (const { key, title, place, isEmpty } of file.body?.sections ?? []) {
      // A Procedure without steps has a rule of its own.
      if (!isEmpty || key === 'procedure') continue;
      report({
        place,
        message: `Unexpected empty section ${quote(title)}, expected text`,
        hint: 'Write what a reader must know here, or remove the heading.',
        subject: title,
      });
    }
  },
});
