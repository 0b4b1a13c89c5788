import { getSuggestion } from '../model/suggest.ts';
import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { hintAt, quote } from './support/text.ts';
import { getVariables } from './support/variables.ts';
import { getValuePlace } from './support/yaml.ts';

function sopWithStep(step: string): string {
  return sopWith({
    frontMatter: { variables: `\n  - {name: KEY_ID, description: The old key, from_step: ${step}}` },
    sections: {
      Procedure:
        '1. List the keys. {#list-keys}\n2. Disable the old one.\n\n   ```bash\n   aws iam update-access-key --status Inactive --access-key-id "$KEY_ID"\n   ```',
    },
  });
}

/** Reports variables whose value is to come from a step that the SOP does not have. */
export const rule = defineFileRule({
  meta: {
    code: 'from-step-unknown',
    severity: 'error',
    summary: 'A variable with `from_step` names a step of this SOP.',
    why: 'The page asks for the value at that step. If there is none, nobody is ever asked for it.',
    ok: [{ name: 'a step', files: { [SOP]: sopWithStep('list-keys') } }],
    notOk: [
      {
        name: 'no such step',
        files: { [SOP]: sopWithStep('list-key') },
        expected: [
          'docs/sops/rotate-key.md:12:57: Unexpected step `list-key` in `from_step` of `KEY_ID`, expected a step of this SOP',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    if (!file.body) return;
    const steps = file.body.steps.map((step) => step.id);
    for (const { variable, pointer } of getVariables(file)) {
      const from = variable.from_step;
      if (from === undefined || steps.includes(from)) continue;
      report({
        place: getValuePlace(file.frontMatter, `${pointer}/from_step`),
        message: `Unexpected step ${quote(from)} in \`from_step\` of ${quote(variable.name)}, expected a step of this SOP`,
        expected: steps,
        hint: hintAt(getSuggestion(from, steps), 'Give the step an id: `{#the-id}` at the end of its first sentence.'),
        subject: variable.name,
      });
    }
  },
});
