import { STANDARD, standardWith } from './example.ts';
import { isFromTheWeb } from './link-scheme.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';
import { PAGE_KINDS } from './support/yaml.ts';

/** Reports images that a reader's browser would fetch from another host. */
export const rule = defineFileRule({
  meta: {
    code: 'remote-image',
    severity: 'error',
    summary: 'Images lie beside the page, not on another host.',
    why: 'The other host would learn who reads which procedure and when, it could change the image, and during an outage it may be gone.',
    ok: [
      {
        name: 'a file',
        files: {
          [STANDARD]: standardWith({ body: '![Users take roles](roles.svg)' }),
          'docs/standards/roles.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
        },
      },
    ],
    notOk: [
      {
        name: 'from another host',
        files: { [STANDARD]: standardWith({ body: '![Users take roles](https://example.com/roles.png)' }) },
        expected: [
          'docs/standards/access.md:11:21: Unexpected image `https://example.com/roles.png` from another host, expected a file beside the page',
        ],
      },
      {
        name: 'by reference',
        files: { [STANDARD]: standardWith({ body: '![Users take roles][roles]\n\n[roles]: //example.com/roles.png' }) },
        expected: [
          'docs/standards/access.md:13:10: Unexpected image `//example.com/roles.png` from another host, expected a file beside the page',
        ],
      },
    ],
  },
  kinds: PAGE_KINDS,
  check({ file, report }) {
    for (const { url, urlPlace } of file.body?.images ?? []) {
      if (!isFromTheWeb(url)) continue;
      report({
        place: urlPlace,
        message: `Unexpected image ${quote(url)} from another host, expected a file beside the page`,
        hint: 'Save the image in the folder of the page and name it here.',
        subject: url,
      });
    }
  },
});
