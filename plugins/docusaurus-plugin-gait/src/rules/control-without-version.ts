import { SOP, sopWith, walkSopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getControlKeys, getControlLinks, lacksVersion } from './support/controls.ts';
import { quote } from './support/text.ts';

/** Reports controls that do not say of which version of their framework they are. */
export const rule = defineFileRule({
  meta: {
    code: 'control-without-version',
    severity: 'error',
    summary: 'A control is named with its framework and version: `cis-aws@5.0.0#1.13`.',
    why: 'From one version of a benchmark to the next, numbers move: 1.13 of one is not 1.13 of the other.',
    ok: [
      {
        name: 'with its version',
        files: { [SOP]: walkSopWith({ frontMatter: { controls: "['cis-aws@5.0.0#1.13']" } }) },
      },
    ],
    notOk: [
      {
        name: 'no version',
        files: { [SOP]: walkSopWith({ frontMatter: { controls: "['cis-aws#1.13']" } }) },
        expected: [
          'docs/sops/rotate-key.md:15:12: Unexpected control `cis-aws#1.13` without a version, expected its framework, version and number',
        ],
      },
      {
        name: 'in a link',
        files: { [SOP]: sopWith({ sections: { Purpose: 'See [CIS 1.13](control:cis-aws#1.13).' } }) },
        expected: [
          'docs/sops/rotate-key.md:15:16: Unexpected control `cis-aws#1.13` without a version, expected its framework, version and number',
        ],
      },
    ],
  },
  kinds: ['sop', 'standard', 'guide', 'record', 'exception'],
  check({ file, report }) {
    for (const { reference, place } of [...getControlKeys(file), ...getControlLinks(file)]) {
      if (!lacksVersion(reference)) continue;
      report({
        place,
        message: `Unexpected control ${quote(reference)} without a version, expected its framework, version and number`,
        expected: ['cis-aws@5.0.0#1.13'],
        hint: 'Write the version between `@` and `#`.',
        subject: reference,
      });
    }
  },
});
