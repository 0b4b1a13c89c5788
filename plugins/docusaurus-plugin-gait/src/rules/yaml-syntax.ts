import { CATALOGUE, catalogueWith, SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { reportSyntax, YAML_KINDS } from './support/yaml.ts';

/** Reports what is not YAML, and the parts of YAML that this format does without. */
export const rule = defineFileRule({
  meta: {
    code: 'yaml-syntax',
    severity: 'error',
    summary: 'YAML is well-formed, names each key once, and uses neither tags nor aliases.',
    why: 'Of two equal keys one would be lost. A tag changes what a value is, and aliases can make a few lines grow without end when they are read.',
    ok: [
      {
        name: 'quotes where YAML needs them',
        files: { [SOP]: sopWith({ frontMatter: { title: "'Rotate: an access key'" } }) },
      },
    ],
    notOk: [
      {
        name: 'a colon in plain text',
        files: { [SOP]: sopWith({ frontMatter: { title: 'Rotate: an access key' } }) },
        expected: ['docs/sops/rotate-key.md:3:8: Unexpected second `: ` on the line, expected one key and one value'],
      },
      {
        name: 'a key twice',
        files: { [SOP]: sopWith({ frontMatter: { cadence: 'on-demand\ntitle: Another title' } }) },
        expected: ['docs/sops/rotate-key.md:11:1: Unexpected second `title`, expected each key once'],
      },
      {
        name: 'an alias',
        files: { [SOP]: sopWith({ frontMatter: { title: '&name Rotate a key', description: '*name' } }) },
        expected: [
          'docs/sops/rotate-key.md:3:14: Unexpected anchor `Rotate a key`, expected a plain value',
          'docs/sops/rotate-key.md:4:14: Unexpected alias `*name`, expected a plain value',
        ],
      },
      {
        name: 'a tag',
        files: { [CATALOGUE]: catalogueWith('  - {id: !!str 1.13, title: Keys are rotated, assessment: manual}') },
        expected: ['controls/cis-aws-5.0.0.yaml:8:16: Unexpected tag `1.13`, expected a plain value'],
      },
    ],
  },
  kinds: YAML_KINDS,
  check(context) {
    reportSyntax(context, 'yaml');
  },
});
