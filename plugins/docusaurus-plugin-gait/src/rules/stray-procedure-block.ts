import type { StrayBlock } from '../model/body.ts';
import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';

const WORDS: Record<StrayBlock['kind'], { what: string; hint: string }> = {
  fence: {
    what: 'code block outside the steps',
    hint: 'Indent it to the text of its step: three spaces after `1.`, also at its last line.',
  },
  'ordered-list': {
    what: 'second numbered list',
    hint: 'Indent what stands between the lists, so that they become one.',
  },
  list: {
    what: 'list without numbers outside the steps',
    hint: 'Number its items as steps, or indent it to the text of its step.',
  },
  text: { what: 'text outside the steps', hint: 'Indent it to the text of its step, or move it to another section.' },
  other: { what: 'block outside the steps', hint: 'Indent it to the text of its step, or move it to another section.' },
};

/** Reports blocks under Procedure that belong to no step. */
export const rule = defineFileRule({
  meta: {
    code: 'stray-procedure-block',
    severity: 'error',
    summary: 'Everything under Procedure belongs to a step of one numbered list.',
    why: 'Markdown ends a list at the first block that is not indented. What follows would belong to no step, and the steps after it would count from 1 again: it looks right and cannot be followed.',
    ok: [
      {
        name: 'an indented command',
        files: {
          [SOP]: sopWith({
            sections: {
              Procedure:
                '1. List the keys.\n\n   ```bash\n   aws iam list-access-keys\n   ```\n\n2. Disable the old one.',
            },
          }),
        },
      },
    ],
    notOk: [
      {
        name: 'a command that is not indented',
        files: {
          [SOP]: sopWith({
            sections: {
              Procedure: '1. List the keys.\n\n```bash\naws iam list-access-keys\n```\n\n2. Disable the old one.',
            },
          }),
        },
        expected: [
          'docs/sops/rotate-key.md:21:1: Unexpected code block outside the steps under Procedure, expected everything in one numbered list',
        ],
      },
      {
        name: 'text before the steps',
        files: { [SOP]: sopWith({ sections: { Procedure: 'Be quick.\n\n1. Disable the old key.' } }) },
        expected: [
          'docs/sops/rotate-key.md:19:1: Unexpected text outside the steps under Procedure, expected everything in one numbered list',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    for (const [index, { kind, place }] of (file.body?.strayBlocks ?? []).entries()) {
      const { what, hint } = WORDS[kind];
      report({
        place,
        message: `Unexpected ${what} under Procedure, expected everything in one numbered list`,
        hint,
        subject: `${kind}-${index}`,
      });
    }
  },
});
