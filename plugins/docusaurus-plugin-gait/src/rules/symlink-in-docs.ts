import { SOP, sopWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { isPublished } from './support/links.ts';

/** Reports symbolic links in published folders. */
export const rule = defineGraphRule({
  meta: {
    code: 'symlink-in-docs',
    severity: 'error',
    summary: 'No symbolic link lies in a published folder.',
    why: 'A symbolic link publishes whatever it points at: a file of another folder, or of the machine that builds the site.',
    ok: [{ name: 'files', files: { [SOP]: sopWith() } }],
    notOk: [
      {
        name: 'a symbolic link',
        files: { 'docs/guide/page.md': '../../.env' },
        symlinks: ['docs/guide/page.md'],
        expected: ['docs/guide/page.md: Unexpected symbolic link in a published folder, expected a file'],
      },
    ],
  },
  check({ base, report }) {
    for (const [file, kind] of base.paths) {
      if (kind !== 'symlink' || !isPublished(file, base.configuration.paths)) continue;
      report({
        file,
        message: 'Unexpected symbolic link in a published folder, expected a file',
        hint: 'Replace it by a copy of the file, or link to the page it points at.',
        subject: file,
      });
    }
  },
});
