import { manifestWith, SOP, sopWith, walkSopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { hintAt, quote } from './support/text.ts';
import { getSuggestion } from '../model/suggest.ts';
import { getValuePlace, getYaml } from './support/yaml.ts';

/** Reports roles that the configuration does not have. */
export const rule = defineFileRule({
  meta: {
    code: 'unknown-role',
    severity: 'error',
    summary: 'Every role of an SOP or of an approval is one of the configuration.',
    why: 'A role that is spelled in two ways is two roles: an approval waits for somebody who does not exist. A configuration without `roles` allows any.',
    ok: [{ name: 'a role of the configuration', files: { [SOP]: sopWith({ frontMatter: { roles: '[approver]' } }) } }],
    notOk: [
      {
        name: 'a typing error',
        files: { [SOP]: sopWith({ frontMatter: { roles: '[aprover]' } }) },
        expected: ['docs/sops/rotate-key.md:11:9: Unexpected role `aprover`, expected one of the configuration'],
      },
      {
        name: 'an automation',
        files: {
          [SOP]: walkSopWith({ frontMatter: { automation: 'rotate-key' } }),
          'scripts/rotate-key/automation.yaml': manifestWith({
            safeguards: '{max_affected: 1, approval: {role: boss, count: 1}}',
          }),
        },
        expected: [
          'scripts/rotate-key/automation.yaml:9:48: Unexpected role `boss`, expected one of the configuration',
        ],
      },
    ],
  },
  kinds: ['sop', 'manifest'],
  check({ file, configuration: { roles: known }, report }) {
    const yaml = getYaml(file);
    if (!yaml || known.length === 0) return;
    const uses =
      file.kind === 'sop'
        ? (file.frontMatter.data.roles ?? []).map((role, index) => ({ role, pointer: `/roles/${index}` }))
        : [{ role: file.yaml.data.safeguards?.approval?.role, pointer: '/safeguards/approval/role' }];
    for (const { role, pointer } of uses) {
      if (role === undefined || known.includes(role)) continue;
      report({
        place: getValuePlace(yaml, pointer),
        message: `Unexpected role ${quote(role)}, expected one of the configuration`,
        expected: known,
        hint: hintAt(getSuggestion(role, known), 'Choose a role, or add it to `roles` in the configuration.'),
        subject: role,
      });
    }
  },
});
