import type { Link, SopBody } from '../model/body.ts';
import type { PageBody } from '../model/document.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { getSuggestion } from '../model/suggest.ts';
import { SOP, sopWith, STANDARD, standardWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { getPages } from './support/links.ts';
import { hintAt, quote } from './support/text.ts';

const GLOSSARY = { [STANDARD]: standardWith({ body: '## Long term keys\n\nThey are the exception.' }) };

/** Reports links to a heading or step that the page does not have. */
export const rule = defineGraphRule({
  meta: {
    code: 'broken-anchor',
    severity: 'error',
    summary: 'What follows `#` in a link is a heading or a step of the page it leads to.',
    why: 'The page opens, but at its top: the reader looks for the passage and may take the wrong one for it.',
    ok: [
      {
        name: 'a step',
        files: {
          [SOP]: sopWith({
            sections: {
              Purpose: 'It ends with [disabling the key](#disable-key).',
              Procedure: '1. Disable the old key. {#disable-key}',
            },
          }),
        },
      },
      {
        name: 'a heading of another page',
        files: {
          ...GLOSSARY,
          [SOP]: sopWith({ sections: { Purpose: 'No [old keys](../standards/access.md#long-term-keys).' } }),
        },
      },
    ],
    notOk: [
      {
        name: 'no such step',
        files: {
          [SOP]: sopWith({
            sections: {
              Purpose: 'It ends with [disabling the key](#disable-keys).',
              Procedure: '1. Disable the old key. {#disable-key}',
            },
          }),
        },
        expected: [
          'docs/sops/rotate-key.md:15:34: Unexpected anchor `#disable-keys`, expected a heading or step of this page',
        ],
      },
      {
        name: 'no such heading of another page',
        files: {
          ...GLOSSARY,
          [SOP]: sopWith({ sections: { Purpose: 'No [old keys](../standards/access.md#long%20term%20keys).' } }),
        },
        expected: [
          'docs/sops/rotate-key.md:15:15: Unexpected anchor `#long term keys`, expected a heading or step of `docs/standards/access.md`',
        ],
      },
      {
        name: 'in a table',
        files: {
          [STANDARD]: standardWith({ body: '## Keys\n\n| what | where |\n|---|---|\n| keys | [below](#key) |' }),
        },
        expected: ['docs/standards/access.md:15:18: Unexpected anchor `#key`, expected a heading or step of this page'],
      },
      {
        name: 'by reference',
        files: { [STANDARD]: standardWith({ body: '## Keys\n\nSee [below].\n\n[below]: #key' }) },
        expected: ['docs/standards/access.md:15:10: Unexpected anchor `#key`, expected a heading or step of this page'],
      },
    ],
  },
  check({ base, report }) {
    const anchorsOf = new Map<string, Set<string>>();
    for (const { file, body, relative } of getPages(base)) {
      for (const { link, destination } of relative) {
        if (destination.kind !== 'file' || !destination.anchor) continue;
        const { path, anchor } = destination;
        const anchors = anchorsOf.get(path) ?? getAnchors(base, path);
        if (!anchors) continue;
        anchorsOf.set(path, anchors);
        if (anchors.has(anchor) || isBranch(body, link)) continue;
        const list = [...anchors];
        report({
          file: file.path,
          place: link.urlPlace,
          message: `Unexpected anchor ${quote(`#${anchor}`)}, expected a heading or step of ${path === file.path ? 'this page' : quote(path)}`,
          expected: list.map((one) => `#${one}`),
          hint: hintAt(
            getSuggestion(anchor, list),
            'Link to a heading or step that the page has, or to the page alone.',
          ),
          subject: link.url,
        });
      }
    }
  },
});

/** Anchors of a page; undefined for other files and for pages that could not be read. */
function getAnchors(base: KnowledgeBase, path: string): Set<string> | undefined {
  const file = base.files.get(path);
  return file && 'body' in file && file.body ? new Set(file.body.anchors) : undefined;
}

/** Whether a link is the target of `If this fails`, which has a rule of its own. */
function isBranch(body: SopBody | PageBody, { url, place }: Link): boolean {
  return (
    'steps' in body &&
    body.steps.some(
      (step) =>
        url === `#${step.onFailure}` &&
        step.place.start.offset <= place.start.offset &&
        place.end.offset <= step.place.end.offset,
    )
  );
}
