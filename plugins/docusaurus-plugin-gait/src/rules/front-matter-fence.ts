import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { PAGE_KINDS, reportSyntax } from './support/yaml.ts';

/** Reports pages whose front matter is missing, not closed, or announced in another language than YAML. */
export const rule = defineFileRule({
  meta: {
    code: 'front-matter-fence',
    severity: 'error',
    summary: 'Front matter stands between two lines of exactly `---`.',
    why: 'Some tools run what follows `---js` as a program. Gait reads YAML and nothing else, and says so rather than guess.',
    ok: [{ name: 'a plain fence', files: { [SOP]: sopWith() } }],
    notOk: [
      {
        name: 'a language',
        files: { [SOP]: sopWith().replace('---\n', '---js\n') },
        expected: ['docs/sops/rotate-key.md:1:1: Unexpected `---js` on the first line, expected `---` alone'],
      },
      {
        name: 'a language after a space',
        files: { [SOP]: sopWith().replace('---\n', '--- javascript\n') },
        expected: ['docs/sops/rotate-key.md:1:1: Unexpected `--- javascript` on the first line, expected `---` alone'],
      },
      {
        name: 'no front matter',
        files: { [SOP]: '## Purpose\n\nNo key is older than 90 days.\n' },
        expected: [
          'docs/sops/rotate-key.md:1:1: Unexpected start of the file, expected front matter between two lines of `---`',
        ],
      },
      {
        name: 'not closed',
        files: { [SOP]: '---\nid: rotate-key\ntitle: Rotate an access key\n' },
        expected: [
          'docs/sops/rotate-key.md:1:1: Unexpected end of the file in the front matter, expected a closing line of `---`',
        ],
      },
    ],
  },
  kinds: PAGE_KINDS,
  check(context) {
    reportSyntax(context, 'fence');
  },
});
