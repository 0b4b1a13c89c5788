import { manifestWith, SOP, walkSopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';

/** Reports steps without an id of their own at run. */
export const rule = defineFileRule({
  meta: {
    code: 'step-id-missing',
    severity: 'error',
    summary: 'At run, every step has an id: `1. Disable the key. {#disable-key}`.',
    why: 'An automation says which step each of its parts carries out. Without an id of its own a step is called after its sentence, and a better wording would cut that tie.',
    ok: [
      {
        name: 'ids at run',
        files: {
          [SOP]: walkSopWith({ frontMatter: { maturity: 'run', automation: 'rotate-key' } }),
          'scripts/rotate-key/automation.yaml': manifestWith(),
        },
      },
      {
        name: 'none at walk',
        files: {
          [SOP]: walkSopWith({
            frontMatter: { variables: undefined },
            sections: { Procedure: '1. Confirm the account.\n2. Disable the old key.' },
          }),
        },
      },
    ],
    notOk: [
      {
        name: 'no id at run',
        files: {
          [SOP]: walkSopWith({
            frontMatter: { maturity: 'run', automation: 'rotate-key', variables: undefined },
            sections: { Procedure: '1. Confirm the account. {#confirm-account}\n2. Disable the old key.' },
          }),
          'scripts/rotate-key/automation.yaml': manifestWith(),
        },
        expected: [
          'docs/sops/rotate-key.md:34:1: Unexpected step without an id at `run`, expected one such as `{#disable-the-old-key}`',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    if (file.frontMatter.data.maturity !== 'run') return;
    for (const step of file.body?.steps ?? []) {
      if (step.hasExplicitId) continue;
      report({
        place: step.place,
        message: `Unexpected step without an id at \`run\`, expected one such as ${quote(`{#${step.id}}`)}`,
        expected: [`{#${step.id}}`],
        hint: `Write the id at the end of the step's first sentence.`,
        subject: step.id,
      });
    }
  },
});
