import type { CatalogueFile } from '../model/document.ts';
import { catalogueWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

const CONTROLS = "  - {id: '1.13', title: Keys are rotated, assessment: automated}";

/** Reports a second catalogue of one framework version. */
export const rule = defineGraphRule({
  meta: {
    code: 'duplicate-catalogue',
    severity: 'error',
    summary: 'Each version of a framework has one catalogue.',
    why: 'Percentages are of all controls of a version. With two catalogues it is left open which of them is all.',
    ok: [
      {
        name: 'two versions',
        files: { 'controls/cis-aws-3.0.0.yaml': catalogueWith(CONTROLS, { version: "'3.0.0'" }) },
      },
    ],
    notOk: [
      {
        name: 'the same version',
        files: { 'controls/cis-aws.yaml': catalogueWith(CONTROLS) },
        expected: [
          'controls/cis-aws.yaml:3:10: Unexpected second catalogue of `cis-aws@5.0.0`, expected one: `controls/cis-aws-5.0.0.yaml` is the first',
        ],
      },
    ],
  },
  check({ base, report }) {
    const first = new Map<string, CatalogueFile>();
    for (const file of base.files.values()) {
      if (file.kind !== 'catalogue') continue;
      const { framework, version } = file.yaml.data;
      if (!framework || !version) continue;
      const key = `${framework}@${version}`;
      const other = first.get(key);
      if (!other) {
        first.set(key, file);
        continue;
      }
      report({
        file: file.path,
        place: getValuePlace(file.yaml, '/version'),
        message: `Unexpected second catalogue of ${quote(key)}, expected one: ${quote(other.path)} is the first`,
        hint: 'Join the two, or mend the version.',
        related: [{ file: other.path, place: getValuePlace(other.yaml, '/version'), message: 'The first one' }],
        subject: key,
      });
    }
  },
});
