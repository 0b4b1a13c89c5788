import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';

/** Reports procedures without a numbered step. */
export const rule = defineFileRule({
  meta: {
    code: 'no-steps',
    severity: 'error',
    summary: 'The Procedure has numbered steps.',
    why: 'Steps are what somebody ticks off, what records tell of and what an automation takes over. Prose or bullets cannot be followed one by one.',
    ok: [
      {
        name: 'steps',
        files: { [SOP]: sopWith({ sections: { Procedure: '1. Disable the old key.\n2. Delete it a week later.' } }) },
      },
    ],
    notOk: [
      {
        name: 'nothing',
        files: { [SOP]: sopWith({ sections: { Procedure: '' } }) },
        expected: ['docs/sops/rotate-key.md:17:1: Unexpected Procedure without steps, expected a numbered list'],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    const procedure = file.body?.sections.find((section) => section.key === 'procedure');
    if (!procedure || file.body?.steps.length !== 0) return;
    report({
      place: procedure.place,
      message: 'Unexpected Procedure without steps, expected a numbered list',
      expected: ['1. Do this.'],
      hint: 'Write each step as a sentence that begins with `1.`, `2.` and so on.',
      subject: 'procedure',
    });
  },
});
