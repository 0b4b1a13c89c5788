import { getSuggestion } from '../model/suggest.ts';
import { defineGraphRule } from './rule.ts';
import { hintAt, quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

function crosswalkTo(id: string): Record<string, string> {
  return {
    'controls/crosswalks/cis-aws-3.0.0--cis-aws-5.0.0.yaml': `schema: 1\nfrom: cis-aws@3.0.0\nto: cis-aws@5.0.0\nmap:\n  - {from: ['1.14'], to: ['${id}'], relation: same}\n`,
  };
}

/** Reports controls that a crosswalk names and their catalogue does not list. */
export const rule = defineGraphRule({
  meta: {
    code: 'catalogue-missing-control',
    severity: 'error',
    summary: 'A catalogue lists every control that a crosswalk names for its version.',
    why: 'A catalogue that leaves controls out makes coverage look better than it is. The crosswalk is a second list to hold it against.',
    ok: [{ name: 'in both', files: crosswalkTo('1.13') }],
    notOk: [
      {
        name: 'in the crosswalk alone',
        files: crosswalkTo('1.15'),
        expected: [
          'controls/crosswalks/cis-aws-3.0.0--cis-aws-5.0.0.yaml:5:27: Unexpected control `1.15` of `cis-aws@5.0.0`, expected one of `controls/cis-aws-5.0.0.yaml`',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const file of base.files.values()) {
      if (file.kind !== 'crosswalk') continue;
      for (const side of ['from', 'to'] as const) {
        const key = file.yaml.data[side];
        const framework = key === undefined ? undefined : base.frameworks.get(key);
        // The catalogue of the other side need not be here.
        if (!framework) continue;
        for (const [row, entry] of (file.yaml.data.map ?? []).entries()) {
          for (const [index, id] of entry[side].entries()) {
            if (base.controls.has(`${key}#${id}`)) continue;
            const ids = framework.controls.map((reference) => reference.slice(reference.indexOf('#') + 1));
            report({
              file: file.path,
              place: getValuePlace(file.yaml, `/map/${row}/${side}/${index}`),
              message: `Unexpected control ${quote(id)} of \`${key}\`, expected one of ${quote(framework.file.path)}`,
              hint: hintAt(getSuggestion(id, ids), 'Add the control to the catalogue, or mend the crosswalk.'),
              subject: `${key}#${id}`,
            });
          }
        }
      }
    }
  },
});
