import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { PAGE_KINDS } from './support/yaml.ts';

/** Warns of headings that break the outline of a page. */
export const rule = defineFileRule({
  meta: {
    code: 'heading-level',
    severity: 'warning',
    summary: 'A page has no `#` heading beside its title, and no level is left out.',
    why: 'The title comes from the front matter. People who listen to a page move through it by its outline; a level that is left out sounds like a part that is missing.',
    ok: [
      {
        name: 'one level at a time',
        files: { [SOP]: sopWith({ sections: { Purpose: 'No old keys.\n\n### Why\n\nThey leak.' } }) },
      },
    ],
    notOk: [
      {
        name: 'a second title',
        files: {
          [SOP]: sopWith({ body: '# Rotate a key\n\n## Purpose\n\nNo old keys.\n\n## Procedure\n\n1. Disable it.\n' }),
        },
        expected: ['docs/sops/rotate-key.md:13:1: Unexpected heading `#` beside the title, expected `##`'],
      },
      {
        name: 'a level left out',
        files: { [SOP]: sopWith({ sections: { Purpose: 'No old keys.\n\n#### Why\n\nThey leak.' } }) },
        expected: ['docs/sops/rotate-key.md:17:1: Unexpected heading `####`, expected `###`'],
      },
    ],
  },
  kinds: PAGE_KINDS,
  check({ file, report }) {
    const hasTitle = file.kind !== 'guide' || file.frontMatter.data.title !== undefined;
    let above = hasTitle ? 1 : 0;
    for (const { depth, text, place } of file.body?.headings ?? []) {
      const isTitle = depth === 1 && above > 0;
      if (isTitle || depth > above + 1) {
        const right = isTitle ? '##' : '#'.repeat(above + 1);
        report({
          place,
          message: `Unexpected heading \`${'#'.repeat(depth)}\`${isTitle ? ' beside the title' : ''}, expected \`${right}\``,
          expected: [right],
          hint: isTitle ? 'Remove it, or make it a section.' : 'Use the next level.',
          subject: text,
        });
      }
      above = Math.max(depth, 1);
    }
  },
});
