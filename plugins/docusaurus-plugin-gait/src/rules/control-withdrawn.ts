import { CATALOGUE, catalogueWith, SOP, walkSopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { getControlKeys, getControlLinks } from './support/controls.ts';
import { quote } from './support/text.ts';

const WITHDRAWN = {
  [CATALOGUE]: catalogueWith("  - {id: '1.13', title: Keys are rotated, assessment: automated, status: withdrawn}"),
};

/** Warns of controls that their framework has withdrawn. */
export const rule = defineGraphRule({
  meta: {
    code: 'control-withdrawn',
    severity: 'warning',
    summary: 'SOPs and standards serve controls that still stand.',
    why: 'A withdrawn control counts in no report. Either another one took its place, which the crosswalk says, or the work serves nothing any more.',
    ok: [{ name: 'a control that stands', files: { [SOP]: walkSopWith() } }],
    notOk: [
      {
        name: 'a withdrawn one',
        files: { ...WITHDRAWN, [SOP]: walkSopWith({ sections: { 'When to use': 'A check fails.' } }) },
        expected: [
          'docs/sops/rotate-key.md:15:12: Unexpected control `cis-aws@5.0.0#1.13`, which is withdrawn, expected one that stands',
        ],
      },
    ],
  },
  check({ base, report }) {
    if (![...base.controls.values()].some(({ control }) => control.status === 'withdrawn')) return;
    for (const file of base.files.values()) {
      if (file.kind !== 'sop' && file.kind !== 'standard') continue;
      for (const use of [...getControlKeys(file), ...getControlLinks(file)]) {
        const { reference } = use;
        if (base.controls.get(reference)?.control.status !== 'withdrawn') continue;
        report({
          file: file.path,
          place: use.place,
          message: `Unexpected control ${quote(reference)}, which is withdrawn, expected one that stands`,
          hint: 'Look in the crosswalk for what took its place, or remove it.',
          subject: reference,
        });
      }
    }
  },
});
