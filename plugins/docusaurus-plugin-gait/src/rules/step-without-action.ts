import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';

/** Reports steps that do not say what to do. */
export const rule = defineFileRule({
  meta: {
    code: 'step-without-action',
    severity: 'error',
    summary: 'Every step begins with a sentence that says what to do.',
    why: 'A command alone does not say what it is for, so nobody notices when it is the wrong one. The sentence is the title of the step on the page, in records and in reports.',
    ok: [
      {
        name: 'a sentence, then the command',
        files: {
          [SOP]: sopWith({
            sections: { Procedure: '1. List the keys.\n\n   ```bash\n   aws iam list-access-keys\n   ```' },
          }),
        },
      },
    ],
    notOk: [
      {
        name: 'a command alone',
        files: { [SOP]: sopWith({ sections: { Procedure: '1. ```bash\n   aws iam list-access-keys\n   ```' } }) },
        expected: [
          'docs/sops/rotate-key.md:19:1: Unexpected step 1 without a sentence, expected one that says what to do',
        ],
      },
      {
        name: 'nothing',
        files: { [SOP]: sopWith({ sections: { Procedure: '1. List the keys.\n2.\n3. Disable the old one.' } }) },
        expected: [
          'docs/sops/rotate-key.md:20:1: Unexpected step 2 without a sentence, expected one that says what to do',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    for (const [index, step] of (file.body?.steps ?? []).entries()) {
      if (step.title.trim() !== '') continue;
      report({
        place: step.place,
        message: `Unexpected step ${index + 1} without a sentence, expected one that says what to do`,
        hint: 'Begin the step with a sentence in the imperative.',
        subject: `step-${index + 1}`,
      });
    }
  },
});
