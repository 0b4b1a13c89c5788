import { defineFileRule } from './rule.ts';
import { isPublished } from './support/links.ts';

/** Reports pages whose name says that they are code. */
export const rule = defineFileRule({
  meta: {
    code: 'mdx-file',
    severity: 'error',
    summary: 'No `.mdx` file lies in a published folder.',
    why: 'MDX is a program: it would run on the machine of whoever builds the site, a pull request of a stranger included. Write plain Markdown.',
    ok: [{ name: 'Markdown', files: { 'docs/guide/page.md': '---\ntitle: Page\n---\n\nText.\n' } }],
    notOk: [
      {
        name: 'MDX',
        files: { 'docs/guide/page.mdx': '---\ntitle: Page\n---\n\n{1 + 1}\n' },
        expected: ['docs/guide/page.mdx: Unexpected file ending `.mdx` in `docs`, expected `.md`'],
      },
    ],
  },
  kinds: ['other'],
  check({ file, configuration: { paths }, report }) {
    if (!isPublished(file.path, paths) || !/\.mdx$/iu.test(file.path)) return;
    report({
      message: `Unexpected file ending \`.mdx\` in \`${paths.docs}\`, expected \`.md\``,
      expected: ['.md'],
      hint: 'Rename the file to `.md` and write it in plain Markdown.',
      subject: file.path,
    });
  },
});
