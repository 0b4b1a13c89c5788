import { MANIFEST, manifestWith, SOP, walkSopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { hintAtSop } from './support/ids.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

/** Warns when an SOP and an automation do not name each other. */
export const rule = defineGraphRule({
  meta: {
    code: 'automation-not-linked-back',
    severity: 'warning',
    summary: 'An SOP and its automation name each other.',
    why: 'The SOP says what is to be done, the automation does it. If one of the two does not know of the other, it is changed without the other.',
    ok: [
      {
        name: 'both ways',
        files: { [SOP]: walkSopWith({ frontMatter: { automation: 'rotate-key' } }), [MANIFEST]: manifestWith() },
      },
    ],
    notOk: [
      {
        name: 'the SOP does not name it',
        files: { [MANIFEST]: manifestWith() },
        expected: [
          'scripts/rotate-key/automation.yaml:4:13: Unexpected SOP `rotate-key` in `sops`, expected one whose `automation` is `rotate-key`',
        ],
      },
      {
        name: 'it names another SOP',
        files: {
          [SOP]: walkSopWith({ frontMatter: { automation: 'rotate-key' } }),
          [MANIFEST]: manifestWith({ sops: '[{id: rotate-keys}]' }),
        },
        expected: [
          'docs/sops/rotate-key.md:21:13: Unexpected automation `rotate-key`, expected one whose manifest names `rotate-key`',
          'scripts/rotate-key/automation.yaml:4:13: Unexpected SOP `rotate-keys` in `sops`, expected one that exists',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const { name, file } of base.automations.values()) {
      const sops = file.yaml.data.sops;
      if (!sops) continue;
      for (const [index, { id }] of sops.entries()) {
        const sop = base.sops.get(id);
        if (sop?.automation === name) continue;
        report({
          file: file.path,
          place: getValuePlace(file.yaml, `/sops/${index}/id`),
          message: `Unexpected SOP ${quote(id)} in \`sops\`, expected one ${sop ? `whose \`automation\` is ${quote(name)}` : 'that exists'}`,
          hint: sop
            ? `Add \`automation: ${name}\` to the SOP, or remove it here.`
            : hintAtSop(base, id, 'Write the SOP, or remove its id.'),
          subject: id,
        });
      }
      for (const sop of base.sops.values()) {
        if (sop.automation !== name || sops.some((one) => one.id === sop.id)) continue;
        report({
          file: sop.file.path,
          place: getValuePlace(sop.file.frontMatter, '/automation'),
          message: `Unexpected automation ${quote(name)}, expected one whose manifest names ${quote(sop.id)}`,
          hint: `Add the SOP to \`sops\` in ${quote(file.path)}, or remove it here.`,
          subject: name,
        });
      }
    }
  },
});
