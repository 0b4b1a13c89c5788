import { SOP, sopWith } from './example.ts';
import { isForbiddenKey } from './forbidden-front-matter.ts';
import { defineFileRule } from './rule.ts';
import { getYaml, YAML_KINDS } from './support/yaml.ts';

/** Reports keys that a format does not have. */
export const rule = defineFileRule({
  meta: {
    code: 'unknown-key',
    severity: 'error',
    summary: 'Every key is one of its format, or declared under `custom_keys` in the configuration.',
    why: 'A key with a typing error would be ignored without a word: an SOP without the owner its author thinks it has.',
    ok: [
      {
        name: 'a key of the team',
        files: { [SOP]: sopWith({ frontMatter: { cost_centre: 'CC-1234' } }) },
        configuration: "custom_keys: {cost_centre: {type: string, pattern: '^CC-[0-9]{4}$'}}",
      },
    ],
    notOk: [
      {
        name: 'a typing error',
        files: { [SOP]: sopWith({ frontMatter: { contributers: '[ann]' } }) },
        expected: ['docs/sops/rotate-key.md:11:1: Unexpected key `contributers`, expected `contributors`'],
      },
    ],
  },
  kinds: YAML_KINDS,
  check({ file, report }) {
    for (const { kind, pointer, message, expected, hint, place } of getYaml(file)?.issues ?? []) {
      if (kind !== 'unknown-key' || isForbiddenKey(pointer)) continue;
      report({ message, expected, hint, place, subject: pointer });
    }
  },
});
