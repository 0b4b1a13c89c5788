import { SOP, walkSopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { reportSyntax, YAML_KINDS } from './support/yaml.ts';

function sopWithPattern(pattern: string): string {
  const variables = `
  - name: USER_NAME
    description: The user who owns the key
    pattern: ${pattern}`;
  return walkSopWith({ frontMatter: { variables } });
}

/** Warns of plain text that ends in ` #…`, which YAML drops as a comment. */
export const rule = defineFileRule({
  meta: {
    code: 'yaml-lost-comment',
    severity: 'warning',
    summary: 'A pattern, an example or a control with ` #` in it is quoted.',
    why: 'From ` #` on YAML sees a comment. Nobody can tell whether it was meant as one or is a lost part of the value. `gait fix` adds the quotes around what YAML kept.',
    ok: [{ name: 'quoted', files: { [SOP]: sopWithPattern("'^team #[0-9]+$'") } }],
    notOk: [
      {
        name: 'not quoted',
        files: { [SOP]: sopWithPattern('^team #[0-9]+$') },
        expected: [
          'docs/sops/rotate-key.md:19:14: Unexpected comment after the value of `variables[0].pattern`, expected the value in quotes',
        ],
      },
    ],
  },
  kinds: YAML_KINDS,
  check(context) {
    reportSyntax(context, 'lost-comment');
  },
});
