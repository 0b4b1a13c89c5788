import { defineGraphRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

function crosswalk(name: string, rows: string): Record<string, string> {
  return { [`controls/crosswalks/${name}.yaml`]: `schema: 1\nfrom: cis-aws@3.0.0\nto: cis-aws@4.0.0\nmap:\n${rows}\n` };
}

const ROW = "  - {from: ['1.14'], to: ['1.13'], relation: changed}";

/** Reports controls that stand in two rows of a crosswalk, and second crosswalks between the same versions. */
export const rule = defineGraphRule({
  meta: {
    code: 'crosswalk-duplicate',
    severity: 'error',
    summary: 'A crosswalk names each control in one row per side, and two versions have one crosswalk.',
    why: 'Whoever asks what became of a control must get one answer. A control that was split stands in one row with several on the other side.',
    ok: [
      {
        name: 'a split control',
        files: crosswalk('cis-aws', "  - {from: ['1.14'], to: ['1.13', '1.14'], relation: split}"),
      },
    ],
    notOk: [
      {
        name: 'two rows',
        files: crosswalk('cis-aws', `${ROW}\n  - {from: ['1.14'], to: ['1.15'], relation: changed}`),
        expected: [
          'controls/crosswalks/cis-aws.yaml:6:13: Unexpected second row for `1.14` in `from`, expected each control in one row',
        ],
      },
      {
        name: 'two files',
        files: { ...crosswalk('a', ROW), ...crosswalk('b', ROW) },
        expected: [
          'controls/crosswalks/b.yaml:3:5: Unexpected second crosswalk from `cis-aws@3.0.0` to `cis-aws@4.0.0`, expected one: `controls/crosswalks/a.yaml` is the first',
        ],
      },
    ],
  },
  check({ base, report }) {
    const files = new Map<string, string>();
    for (const file of base.files.values()) {
      if (file.kind !== 'crosswalk') continue;
      const { from, to, map = [] } = file.yaml.data;
      const pair = `${from ?? '?'}--${to ?? '?'}`;
      const other = files.get(pair);
      if (other !== undefined && from && to) {
        report({
          file: file.path,
          place: getValuePlace(file.yaml, '/to'),
          message: `Unexpected second crosswalk from ${quote(from)} to ${quote(to)}, expected one: ${quote(other)} is the first`,
          hint: 'Join the two.',
          subject: pair,
        });
      }
      files.set(pair, other ?? file.path);
      for (const side of ['from', 'to'] as const) {
        const rows = new Map<string, number>();
        for (const [row, entry] of map.entries()) {
          for (const [index, id] of entry[side].entries()) {
            const first = rows.get(id);
            if (first === undefined) {
              rows.set(id, row);
              continue;
            }
            report({
              file: file.path,
              place: getValuePlace(file.yaml, `/map/${row}/${side}/${index}`),
              message: `Unexpected second row for ${quote(id)} in \`${side}\`, expected each control in one row`,
              hint: 'Join the rows: a split or merged control stands in one row with several on a side.',
              related: [
                { file: file.path, place: getValuePlace(file.yaml, `/map/${first}`), message: 'The first row' },
              ],
              subject: `${side}/${id}`,
            });
          }
        }
      }
    }
  },
});
