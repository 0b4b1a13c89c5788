import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { reportSyntax, YAML_KINDS } from './support/yaml.ts';

/** Tells of a byte order mark at the start of a file. */
export const rule = defineFileRule({
  meta: {
    code: 'byte-order-mark',
    severity: 'info',
    summary: 'A file starts with its text, not with a byte order mark.',
    why: 'UTF-8 needs no mark. Gait reads past it, other tools take it for part of the first line and miss the front matter.',
    ok: [{ name: 'no mark', files: { [SOP]: sopWith() } }],
    notOk: [
      {
        name: 'a mark before the fence',
        hidden: true,
        files: { [SOP]: `\ufeff${sopWith()}` },
        expected: ['docs/sops/rotate-key.md:1:1: Unexpected byte order mark at the start of the file, expected none'],
      },
    ],
  },
  kinds: YAML_KINDS,
  check(context) {
    reportSyntax(context, 'bom');
  },
});
