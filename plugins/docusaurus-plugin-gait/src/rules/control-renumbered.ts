import { z } from 'zod';
import type { GaitFile } from '../model/document.ts';
import { catalogueWith, SOP, walkSopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { findRenumbered } from './support/renumbered.ts';
import { quote } from './support/text.ts';

const Options = z.strictObject({
  versions: z
    .record(z.string(), z.string())
    .default({})
    .meta({ description: 'The version of each framework that you work by, when it is not the newest one here.' }),
});
/** Options of the rule. */
export type Options = z.output<typeof Options>;

const NEWER = {
  'controls/cis-aws-6.0.0.yaml': catalogueWith(
    "  - {id: '2.13', title: Access keys are rotated within 90 days, assessment: automated}",
    { version: "'6.0.0'" },
  ),
  'controls/crosswalks/cis-aws-5.0.0--cis-aws-6.0.0.yaml':
    "schema: 1\nfrom: cis-aws@5.0.0\nto: cis-aws@6.0.0\nmap:\n  - {from: ['1.13'], to: ['2.13'], relation: same}\n",
};

/** Warns of controls that have another number in a newer version. */
export const rule = defineGraphRule({
  meta: {
    code: 'control-renumbered',
    severity: 'warning',
    summary: 'SOPs and standards name controls by the version that you work by.',
    why: "Benchmarks use their numbers again with other meanings: `1.4` of CIS AWS 3.0.0 is about the root user's key, `1.4` of 5.0.0 about its MFA. An SOP that names the old version counts for nothing in reports on the new one. Crosswalks say what became of each control. Name both while you move from one version to the next, or say in the options which version you work by. `gait fix` writes the new number where the crosswalk says that the control is the same; what was changed, split, merged or dropped is for a person to decide.",
    options: Options,
    ok: [
      {
        name: 'both numbers, while moving to the newer version',
        files: {
          ...NEWER,
          [SOP]: walkSopWith({ frontMatter: { controls: "['cis-aws@5.0.0#1.13', 'cis-aws@6.0.0#2.13']" } }),
        },
      },
      {
        name: 'the version that you work by',
        files: NEWER,
        configuration: "rules:\n  control-renumbered: [warning, {versions: {cis-aws: '5.0.0'}}]\n",
      },
    ],
    notOk: [
      {
        name: 'the number of an older version',
        files: { ...NEWER, [SOP]: walkSopWith({ sections: { 'When to use': 'A check fails.' } }) },
        expected: [
          'docs/sops/rotate-key.md:15:12: Unexpected control `cis-aws@5.0.0#1.13`, which has another number in 6.0.0, expected `cis-aws@6.0.0#2.13`',
        ],
      },
      {
        name: 'a control that a newer version dropped',
        files: {
          ...NEWER,
          'controls/crosswalks/cis-aws-5.0.0--cis-aws-6.0.0.yaml':
            "schema: 1\nfrom: cis-aws@5.0.0\nto: cis-aws@6.0.0\nmap:\n  - {from: ['1.13'], to: [], relation: dropped}\n",
          [SOP]: walkSopWith({ sections: { 'When to use': 'A check fails.' } }),
        },
        expected: [
          'docs/sops/rotate-key.md:15:12: Unexpected control `cis-aws@5.0.0#1.13`, which 6.0.0 has dropped, expected one that stands',
        ],
      },
    ],
  },
  check({ base, options, report }) {
    const { versions } = options as Options;
    for (const { file, use, version, references } of findRenumbered(base, versions)) {
      const { reference, place } = use;
      const list = references.map(quote).join(' or ');
      report({
        file: file.path,
        place,
        message: `Unexpected control ${quote(reference)}, ${
          references.length > 0
            ? `which has another number in ${version}, expected ${list}`
            : `which ${version} has dropped, expected one that stands`
        }`,
        expected: references,
        hint: getHint(file, references),
        subject: reference,
      });
    }
  },
});

function getHint(file: GaitFile, references: readonly string[]): string {
  const [first] = references;
  if (first === undefined) return 'Remove it, or say in the options of this rule which version you work by.';
  const what = file.kind === 'sop' ? 'SOP' : 'page';
  return `Name \`${first}\` as well while you move, or in its place once the ${what} serves the newer version.`;
}
