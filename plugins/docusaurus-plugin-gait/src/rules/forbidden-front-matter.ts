import { STANDARD, standardWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getKeyPlace, getRaw, PAGE_KINDS } from './support/yaml.ts';

/** Keys of the site generator that change what a page is or what it publishes, each with what to do instead. */
const FORBIDDEN: Record<string, string> = {
  mdx: 'Remove it: pages are plain Markdown.',
  format: 'Remove it: pages are plain Markdown.',
  image: 'Remove it: the file it names would be published unchecked.',
  custom_edit_url: 'Remove it: the address would be linked unchecked. Set `repository` in the configuration instead.',
};

/** Whether a JSON pointer names a key that this rule reports. */
export function isForbiddenKey(pointer: string): boolean {
  return Object.hasOwn(FORBIDDEN, pointer.slice(1));
}

/** Reports front matter that would turn a page into code, or publish files and addresses past all other rules. */
export const rule = defineFileRule({
  meta: {
    code: 'forbidden-front-matter',
    severity: 'error',
    summary: 'Front matter does not set `mdx`, `format`, `image` or `custom_edit_url`.',
    why: 'With `mdx` or `format` a page could ask to be read as code. `image` and `custom_edit_url` name files and addresses that no other rule looks at.',
    ok: [{ name: 'plain Markdown', files: { [STANDARD]: standardWith() } }],
    notOk: [
      {
        name: 'a page that wants to be code',
        files: { 'docs/guide/page.md': '---\ntitle: Page\nmdx:\n  format: mdx\n---\n\nText.\n' },
        expected: ['docs/guide/page.md:3:1: Unexpected key `mdx` in front matter, expected none of that name'],
      },
      {
        name: 'a file from anywhere',
        files: { 'docs/guide/page.md': '---\ntitle: Page\nimage: ../../.env\n---\n\nText.\n' },
        expected: ['docs/guide/page.md:3:1: Unexpected key `image` in front matter, expected none of that name'],
      },
      {
        name: 'a standard',
        files: { [STANDARD]: standardWith({ frontMatter: { format: 'mdx' } }) },
        expected: ['docs/standards/access.md:9:1: Unexpected key `format` in front matter, expected none of that name'],
      },
    ],
  },
  kinds: PAGE_KINDS,
  check({ file, report }) {
    for (const [key, hint] of Object.entries(FORBIDDEN)) {
      if (getRaw(file.frontMatter, `/${key}`) === undefined) continue;
      report({
        place: getKeyPlace(file.frontMatter, `/${key}`),
        message: `Unexpected key \`${key}\` in front matter, expected none of that name`,
        hint,
        subject: key,
      });
    }
  },
});
