import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';

/** Reports steps whose number is not their place. */
export const rule = defineFileRule({
  meta: {
    code: 'step-numbers',
    severity: 'error',
    summary: 'Steps are numbered 1, 2, 3 as written.',
    why: 'Markdown counts by itself, so `1. 1. 1.` looks right on the page. On the git host, in a terminal and in a text that says "go back to step 3" the written number counts.',
    ok: [
      {
        name: 'counted',
        files: { [SOP]: sopWith({ sections: { Procedure: '1. List the keys.\n2. Disable the old one.' } }) },
      },
    ],
    notOk: [
      {
        name: 'not counted',
        files: { [SOP]: sopWith({ sections: { Procedure: '1. List the keys.\n1. Disable the old one.' } }) },
        expected: ['docs/sops/rotate-key.md:20:1: Unexpected number `1` of step 2, expected `2`'],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    const { steps = [], strayBlocks = [] } = file.body ?? {};
    // A second list has a rule of its own; its numbers say nothing.
    if (strayBlocks.some((block) => block.kind === 'ordered-list')) return;
    for (const [index, step] of steps.entries()) {
      const right = index + 1;
      if (step.number === right) continue;
      report({
        place: step.place,
        message: `Unexpected number \`${step.number}\` of step ${right}, expected \`${right}\``,
        expected: [`${right}.`],
        hint: 'Number the steps from 1 without a gap.',
        subject: step.id,
      });
    }
  },
});
