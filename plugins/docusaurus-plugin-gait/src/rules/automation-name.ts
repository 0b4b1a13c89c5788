import { MANIFEST, manifestWith, SOP, walkSopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getRaw, getValuePlace } from './support/yaml.ts';

const LINKED = { [SOP]: walkSopWith({ frontMatter: { automation: 'rotate-key' } }) };

/** Reports automations whose name is not that of their folder. */
export const rule = defineFileRule({
  meta: {
    code: 'automation-name',
    severity: 'error',
    summary: 'The name of an automation equals its folder.',
    why: '`gait run <name>` and the SOPs find it by its folder; records and logs carry its name.',
    ok: [{ name: 'the same', files: { ...LINKED, [MANIFEST]: manifestWith({ name: 'rotate-key' }) } }],
    notOk: [
      {
        name: 'another',
        files: { ...LINKED, [MANIFEST]: manifestWith({ name: 'key-rotation' }) },
        expected: [
          'scripts/rotate-key/automation.yaml:2:7: Unexpected name `key-rotation` in the folder `rotate-key`, expected `rotate-key`',
        ],
      },
    ],
  },
  kinds: ['manifest'],
  check({ file, report }) {
    const folder = file.path.split('/').at(-2) ?? '';
    const name = getRaw(file.yaml, '/name');
    if (typeof name !== 'string' || name === folder) return;
    report({
      place: getValuePlace(file.yaml, '/name'),
      message: `Unexpected name ${quote(name)} in the folder ${quote(folder)}, expected ${quote(folder)}`,
      expected: [folder],
      hint: 'Change the name or rename the folder.',
      subject: name,
    });
  },
});
