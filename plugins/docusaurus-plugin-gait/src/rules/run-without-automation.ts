import { MANIFEST, manifestWith, SOP, walkSopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getValuePlace, hasKey } from './support/yaml.ts';

/** Reports SOPs at run that name no automation. */
export const rule = defineFileRule({
  meta: {
    code: 'run-without-automation',
    severity: 'error',
    summary: 'An SOP at run names the automation that carries it out.',
    why: 'Run means: walked so often that a machine can do it, and does. Without one the SOP is at walk, whatever it claims.',
    ok: [
      {
        name: 'an automation',
        files: {
          [SOP]: walkSopWith({ frontMatter: { maturity: 'run', automation: 'rotate-key' } }),
          [MANIFEST]: manifestWith(),
        },
      },
    ],
    notOk: [
      {
        name: 'none',
        files: { [SOP]: walkSopWith({ frontMatter: { maturity: 'run' } }) },
        expected: [
          'docs/sops/rotate-key.md:6:11: Unexpected absence of `automation` at `run`, expected the name of an automation',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    const yaml = file.frontMatter;
    if (yaml.data.maturity !== 'run' || hasKey(yaml, 'automation')) return;
    report({
      place: getValuePlace(yaml, '/maturity'),
      message: 'Unexpected absence of `automation` at `run`, expected the name of an automation',
      hint: 'Name a folder of `scripts/` under `automation`, or claim `walk`.',
      subject: '/automation',
    });
  },
});
