import { getCodeDigest } from '../model/automation-code.ts';
import { MANIFEST, manifestWith, SOP, walkSopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

const CODE = 'scripts/rotate-key/automation.ts';
const FILES = {
  [SOP]: walkSopWith({ frontMatter: { automation: 'rotate-key' } }),
  [CODE]: 'export const plan = () => ({ examined: 0, actions: [], findings: [] });\n',
};

/** Reports automations whose code has changed since it was compared with its SOPs. */
export const rule = defineGraphRule({
  meta: {
    code: 'parity-code-changed',
    severity: 'warning',
    summary: 'An automation that says which code was compared with its SOPs is compared again when the code changes.',
    why: 'Code that changes while the steps stay as they were makes a person and the machine do different things under one name.',
    ok: [
      { name: 'nothing is claimed', files: { ...FILES, [MANIFEST]: manifestWith() } },
      {
        name: 'the code that was compared',
        files: { ...FILES, [MANIFEST]: manifestWith({ code: "'c1-d9211540a82b1d19'" }) },
      },
    ],
    notOk: [
      {
        name: 'the code changed',
        files: { ...FILES, [MANIFEST]: manifestWith({ code: "'c1-0000000000000000'" }) },
        expected: [
          'scripts/rotate-key/automation.yaml:15:7: Unexpected digest `c1-0000000000000000` in `code`, expected `c1-d9211540a82b1d19`: the code changed since it was compared with the SOPs',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const { name, file } of base.automations.values()) {
      const { code } = file.yaml.data;
      const digest = getCodeDigest(file.path.slice(0, file.path.lastIndexOf('/')), base.files.values());
      if (code === undefined || digest === undefined || code === digest) continue;
      report({
        file: file.path,
        place: getValuePlace(file.yaml, '/code'),
        message: `Unexpected digest ${quote(code)} in \`code\`, expected ${quote(digest)}: the code changed since it was compared with the SOPs`,
        expected: [digest],
        hint: `Compare plan, apply and verify with the steps, then run \`gait run ${name} --accept-parity\`.`,
        subject: name,
      });
    }
  },
});
