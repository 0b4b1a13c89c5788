import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { reportSyntax, YAML_KINDS } from './support/yaml.ts';

const text = sopWith({ frontMatter: { title: 'Café' } });

/** Reports files that are not UTF-8, or that have NUL in them. */
export const rule = defineFileRule({
  meta: {
    code: 'file-encoding',
    severity: 'error',
    summary: 'Files are UTF-8 text without NUL.',
    why: 'Another encoding shows other characters to a reader than it showed to the author, and a NUL ends a command early. Set the editor to UTF-8.',
    ok: [{ name: 'any script, in UTF-8', files: { [SOP]: text } }],
    notOk: [
      {
        name: 'Latin-1',
        hidden: true,
        files: { [SOP]: Uint8Array.from(text, (one) => one.charCodeAt(0)) },
        expected: ['docs/sops/rotate-key.md:3:11: Unexpected byte `0xE9` at line 3, expected UTF-8'],
      },
      {
        name: 'UTF-16',
        hidden: true,
        files: { [SOP]: Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((one) => [one.charCodeAt(0), 0])]) },
        expected: ['docs/sops/rotate-key.md: Unexpected encoding UTF-16, expected UTF-8'],
      },
      {
        name: 'NUL',
        hidden: true,
        files: { [SOP]: sopWith({ sections: { Purpose: 'One\0two.' } }) },
        expected: ['docs/sops/rotate-key.md:15:4: Unexpected character NUL, expected text'],
      },
    ],
  },
  kinds: YAML_KINDS,
  check(context) {
    reportSyntax(context, 'encoding');
  },
});
