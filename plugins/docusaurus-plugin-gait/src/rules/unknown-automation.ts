import { getSuggestion } from '../model/suggest.ts';
import { MANIFEST, manifestWith, SOP, walkSopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { hintAt, quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

/** Reports automations that SOPs name and that do not exist. */
export const rule = defineGraphRule({
  meta: {
    code: 'unknown-automation',
    severity: 'error',
    summary: 'The automation of an SOP is a folder of `scripts/` with a manifest.',
    why: 'The page offers the automation in place of the steps. If it does not exist, whoever trusts it finds out in the middle of the work.',
    ok: [
      {
        name: 'it exists',
        files: { [SOP]: walkSopWith({ frontMatter: { automation: 'rotate-key' } }), [MANIFEST]: manifestWith() },
      },
    ],
    notOk: [
      {
        name: 'it does not',
        files: { [SOP]: walkSopWith({ frontMatter: { automation: 'rotate-keys' } }) },
        expected: [
          'docs/sops/rotate-key.md:21:13: Unexpected automation `rotate-keys`, expected a folder of `scripts` with a manifest',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const { automation, file } of base.sops.values()) {
      if (automation === undefined || base.automations.has(automation)) continue;
      const known = [...base.automations.keys()];
      report({
        file: file.path,
        place: getValuePlace(file.frontMatter, '/automation'),
        message: `Unexpected automation ${quote(automation)}, expected a folder of \`${base.configuration.paths.scripts}\` with a manifest`,
        expected: known.length === 0 ? undefined : known,
        hint: hintAt(
          getSuggestion(automation, known),
          `Write \`${base.configuration.paths.scripts}/${automation}/automation.yaml\`.`,
        ),
        subject: automation,
      });
    }
  },
});
