import { STANDARD, standardWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';
import { PAGE_KINDS } from './support/yaml.ts';

const IMAGE = { 'docs/standards/roles.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>\n' };

/** Warns of images that say nothing to those who do not see them. */
export const rule = defineFileRule({
  meta: {
    code: 'image-without-text',
    severity: 'warning',
    summary: 'Every image has a text that says what it shows.',
    why: 'Some readers listen to the page, and on a bad line nobody sees the image. What it shows must not be lost.',
    ok: [
      {
        name: 'a text',
        files: { [STANDARD]: standardWith({ body: '![Users take roles, roles have policies](roles.svg)' }), ...IMAGE },
      },
    ],
    notOk: [
      {
        name: 'no text',
        files: { [STANDARD]: standardWith({ body: '![](roles.svg)' }), ...IMAGE },
        expected: ['docs/standards/access.md:11:1: Unexpected image `roles.svg` without text, expected what it shows'],
      },
    ],
  },
  kinds: PAGE_KINDS,
  check({ file, report }) {
    for (const { text, url, place } of file.body?.images ?? []) {
      if (text.trim() !== '') continue;
      report({
        place,
        message: `Unexpected image ${quote(url)} without text, expected what it shows`,
        hint: 'Write it between the brackets: `![what it shows](image.svg)`.',
        subject: url,
      });
    }
  },
});
