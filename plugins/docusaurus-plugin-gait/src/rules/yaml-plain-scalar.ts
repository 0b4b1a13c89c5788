import { CATALOGUE, catalogueWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { reportSyntax, YAML_KINDS } from './support/yaml.ts';

/** Reports text that YAML takes for a number, a truth value or null. */
export const rule = defineFileRule({
  meta: {
    code: 'yaml-plain-scalar',
    severity: 'error',
    summary: 'Ids, versions, patterns, examples, controls, fingerprints and commits that look like numbers are quoted.',
    why: 'YAML reads `1.10` as the number 1.1 and `012345678901` without its zero, so a control or an account turns into another one. `gait fix` adds the quotes.',
    ok: [
      {
        name: 'quoted',
        files: {
          [CATALOGUE]: catalogueWith(
            "  - {id: '1.10', title: MFA for users, assessment: automated}\n  - {id: '1.13', title: Keys are rotated, assessment: automated}",
          ),
        },
      },
    ],
    notOk: [
      {
        name: 'a number',
        files: {
          [CATALOGUE]: catalogueWith(
            "  - {id: 1.10, title: MFA for users, assessment: automated}\n  - {id: '1.13', title: Keys are rotated, assessment: automated}",
          ),
        },
        expected: [
          'controls/cis-aws-5.0.0.yaml:8:10: Unexpected `1.10` without quotes at `controls[0].id`, expected text in quotes',
        ],
      },
    ],
  },
  kinds: YAML_KINDS,
  check(context) {
    reportSyntax(context, 'plain-scalar');
  },
});
