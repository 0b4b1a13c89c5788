import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { reportSyntax, YAML_KINDS } from './support/yaml.ts';

/** Reports files that are larger, wider or deeper than the limits. */
export const rule = defineFileRule({
  meta: {
    code: 'file-size',
    severity: 'error',
    summary: 'A file has at most 1 MB, a line 20,000 characters, nesting 100 levels.',
    why: 'Nobody follows a page beyond these limits, and parsers take very long over some of them. Such a file is not parsed, so that it cannot hold up the check of all others.',
    ok: [{ name: 'a page of usual size', files: { [SOP]: sopWith() } }],
    notOk: [
      {
        name: 'a line that is too long',
        hidden: true,
        files: { [SOP]: sopWith({ sections: { Purpose: 'x'.repeat(20_001) } }) },
        expected: [
          'docs/sops/rotate-key.md:15:1: Unexpected line of more than 20000 characters, expected shorter lines',
        ],
      },
      {
        name: 'a file that is too large',
        hidden: true,
        files: { [SOP]: sopWith({ sections: { Purpose: `${'x'.repeat(99)}\n`.repeat(10_486) } }) },
        expected: ['docs/sops/rotate-key.md: Unexpected size of 1048908 bytes, expected at most 1000000'],
      },
      {
        name: 'nesting that is too deep',
        hidden: true,
        files: { [SOP]: sopWith({ sections: { Purpose: `${'>'.repeat(101)} deep` } }) },
        expected: [
          'docs/sops/rotate-key.md:15:1: Unexpected number of quotes and lists inside each other, expected at most 100',
        ],
      },
    ],
  },
  kinds: YAML_KINDS,
  check(context) {
    reportSyntax(context, 'size');
  },
});
