import { CATALOGUE, catalogueWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

/** Reports controls that a catalogue lists twice. */
export const rule = defineFileRule({
  meta: {
    code: 'catalogue-duplicate-control',
    severity: 'error',
    summary: 'A catalogue lists each control once, in any case.',
    why: 'A control that stands twice counts twice, and its checks, area and status are those of one of the two.',
    ok: [
      {
        name: 'once',
        files: { [CATALOGUE]: catalogueWith("  - {id: '1.13', title: Keys are rotated, assessment: automated}") },
      },
    ],
    notOk: [
      {
        name: 'twice',
        files: {
          [CATALOGUE]: catalogueWith(
            "  - {id: '1.13', title: Keys are rotated, assessment: automated}\n  - {id: '1.13', title: Keys are young, assessment: manual}",
          ),
        },
        expected: ['controls/cis-aws-5.0.0.yaml:9:10: Unexpected second control `1.13`, expected each once'],
      },
    ],
  },
  kinds: ['catalogue'],
  check({ file, report }) {
    const first = new Map<string, number>();
    for (const [index, { id }] of (file.yaml.data.controls ?? []).entries()) {
      const other = first.get(id.toLowerCase());
      if (other === undefined) {
        first.set(id.toLowerCase(), index);
        continue;
      }
      report({
        place: getValuePlace(file.yaml, `/controls/${index}/id`),
        message: `Unexpected second control ${quote(id)}, expected each once`,
        hint: 'Remove one, or mend its id.',
        related: [
          { file: file.path, place: getValuePlace(file.yaml, `/controls/${other}/id`), message: 'The first one' },
        ],
        subject: id,
      });
    }
  },
});
