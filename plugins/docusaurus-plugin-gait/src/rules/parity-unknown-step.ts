import { getSuggestion } from '../model/suggest.ts';
import { MANIFEST, manifestWith, SOP, walkSopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { hintAt, quote } from './support/text.ts';
import { getKeyPlace } from './support/yaml.ts';

const LINKED = { [SOP]: walkSopWith({ frontMatter: { automation: 'rotate-key' } }) };

/** Reports steps that an automation claims to carry out and that its SOP does not have. */
export const rule = defineGraphRule({
  meta: {
    code: 'parity-unknown-step',
    severity: 'error',
    summary: 'Every step under `parity` is a step of the SOP.',
    why: 'Parity says which part of the automation stands for which step. A step that the SOP no longer has means that the two have drifted apart.',
    ok: [
      {
        name: 'a step of the SOP',
        files: { ...LINKED, [MANIFEST]: manifestWith({ sops: '[{id: rotate-key, parity: {list-keys: plan}}]' }) },
      },
    ],
    notOk: [
      {
        name: 'no such step',
        files: { ...LINKED, [MANIFEST]: manifestWith({ sops: '[{id: rotate-key, parity: {list-key: plan}}]' }) },
        expected: [
          'scripts/rotate-key/automation.yaml:4:34: Unexpected step `list-key` in `parity`, expected a step of `rotate-key`',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const { file } of base.automations.values()) {
      for (const [index, { id, parity }] of (file.yaml.data.sops ?? []).entries()) {
        const body = base.sops.get(id)?.file.body;
        if (!body) continue;
        const steps = body.steps.map((step) => step.id);
        for (const step of Object.keys(parity)) {
          if (steps.includes(step)) continue;
          report({
            file: file.path,
            place: getKeyPlace(file.yaml, `/sops/${index}/parity/${step}`),
            message: `Unexpected step ${quote(step)} in \`parity\`, expected a step of ${quote(id)}`,
            expected: steps,
            hint: hintAt(getSuggestion(step, steps), 'Name a step by its id, as in `{#its-id}`.'),
            subject: `${id}/${step}`,
          });
        }
      }
    }
  },
});
