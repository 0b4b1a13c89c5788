import { getSuggestion } from '../model/suggest.ts';
import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { hintAt, quote } from './support/text.ts';

function sopWithBranch(target: string): string {
  return sopWith({
    sections: {
      Procedure: `1. Disable the old key.\n\n   If this fails: [Rollback](${target})`,
      Rollback: 'Enable the old key again.',
    },
  });
}

/** Reports steps that lead nowhere when they fail. */
export const rule = defineFileRule({
  meta: {
    code: 'branch-target',
    severity: 'error',
    summary: '`If this fails: [..](#…)` leads to a section or a step of this SOP.',
    why: 'This is the link that somebody takes when something has just gone wrong.',
    ok: [{ name: 'a section', files: { [SOP]: sopWithBranch('#rollback') } }],
    notOk: [
      {
        name: 'no such section',
        files: { [SOP]: sopWithBranch('#roll-back') },
        expected: [
          'docs/sops/rotate-key.md:21:30: Unexpected target `#roll-back` of `If this fails`, expected a section or step of this SOP',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    const { steps = [], anchors = [], links = [] } = file.body ?? {};
    for (const { id, onFailure, place } of steps) {
      if (onFailure === undefined || anchors.includes(onFailure)) continue;
      const link = links.find((one) => one.url === `#${onFailure}` && one.place.start.offset >= place.start.offset);
      // A link to another page is checked like any other.
      if (!link) continue;
      report({
        place: link.urlPlace,
        message: `Unexpected target ${quote(`#${onFailure}`)} of \`If this fails\`, expected a section or step of this SOP`,
        expected: anchors.map((anchor) => `#${anchor}`),
        hint: hintAt(getSuggestion(onFailure, anchors), 'Link to a heading or to a step of this page.'),
        subject: id,
      });
    }
  },
});
