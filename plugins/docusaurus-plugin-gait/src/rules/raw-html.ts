import { STANDARD, standardWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { findForbiddenHtml } from './support/html.ts';
import { getPlaceIn } from './support/places.ts';
import { quote } from './support/text.ts';
import { PAGE_KINDS } from './support/yaml.ts';

/** Reports raw HTML beyond a short list of harmless tags. */
export const rule = defineFileRule({
  meta: {
    code: 'raw-html',
    severity: 'error',
    summary:
      'Raw HTML is one of `br kbd sub sup abbr mark details summary` or a comment, with no attributes but `title` and `open`.',
    why: 'HTML can run scripts, load things from elsewhere and dress a page up as another one. What is left on the list does nothing but mark text. Everything else is also taken out when pages are made.',
    ok: [
      {
        name: 'keys and folded text',
        files: {
          [STANDARD]: standardWith({
            body: 'Press <kbd>q</kbd>.<br>\n\n<details open>\n<summary>Why</summary>\n\nIt quits.\n\n</details>\n\n<!-- checked in May -->',
          }),
        },
      },
      { name: 'a placeholder in code', files: { [STANDARD]: standardWith({ body: 'Write `<name>`.' }) } },
    ],
    notOk: [
      {
        name: 'a script',
        files: { [STANDARD]: standardWith({ body: '<script>alert(1)</script>' }) },
        expected: ['docs/standards/access.md:11:1: Unexpected HTML tag `<script>`, expected plain Markdown'],
      },
      {
        name: 'an event handler',
        files: { [STANDARD]: standardWith({ body: 'Press <kbd onclick="alert(1)">q</kbd>.' }) },
        expected: [
          'docs/standards/access.md:11:7: Unexpected attribute in `<kbd onclick="alert(1)">`, expected plain Markdown',
        ],
      },
      {
        name: 'a placeholder in prose',
        files: { [STANDARD]: standardWith({ body: 'Write <name> here.' }) },
        expected: ['docs/standards/access.md:11:7: Unexpected HTML tag `<name>`, expected plain Markdown'],
      },
    ],
  },
  kinds: PAGE_KINDS,
  check({ file, report }) {
    const opened = new Set<string>();
    for (const { value, place } of file.body?.html ?? []) {
      for (const { tag, name, index, what } of findForbiddenHtml(value)) {
        // The end of what was reported says nothing new.
        if (tag.startsWith('</') && opened.has(name)) continue;
        opened.add(name);
        report({
          place: getPlaceIn({ text: value, index, length: tag.length, start: place.start, column: place.start.column }),
          message: `Unexpected ${what} ${quote(tag)}, expected plain Markdown`,
          hint: 'Write it in Markdown; put a placeholder or an example of HTML in back-ticks.',
          subject: tag,
        });
      }
    }
  },
});
