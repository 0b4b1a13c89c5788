import type { Place } from '../model/diagnostic.ts';
import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';

/** Reports steps whose id another step or a heading has. */
export const rule = defineFileRule({
  meta: {
    code: 'duplicate-step-id',
    severity: 'error',
    summary: 'The id of a step is its own: no other step and no heading has it.',
    why: 'Links, records and automations name steps by id. With two of one name all of them mean the first.',
    ok: [
      {
        name: 'two ids',
        files: {
          [SOP]: sopWith({
            sections: { Procedure: '1. Disable the old key. {#disable}\n2. Delete the old key. {#delete}' },
          }),
        },
      },
    ],
    notOk: [
      {
        name: 'twice',
        files: {
          [SOP]: sopWith({
            sections: { Procedure: '1. Disable the old key. {#old-key}\n2. Delete the old key. {#old-key}' },
          }),
        },
        expected: [
          'docs/sops/rotate-key.md:20:1: Unexpected step id `old-key`, expected one that no other step or heading has',
        ],
      },
      {
        name: 'the anchor of a heading',
        files: { [SOP]: sopWith({ sections: { Procedure: '1. Say what it is for. {#purpose}' } }) },
        expected: [
          'docs/sops/rotate-key.md:19:1: Unexpected step id `purpose`, expected one that no other step or heading has',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    const { headings = [], steps = [] } = file.body ?? {};
    const first = new Map<string, Place>(headings.map(({ slug, place }) => [slug, place]));
    for (const step of steps) {
      const other = first.get(step.id);
      if (!other) {
        first.set(step.id, step.place);
        continue;
      }
      report({
        place: step.place,
        message: `Unexpected step id ${quote(step.id)}, expected one that no other step or heading has`,
        hint: 'Give the step an id of its own: `{#another-id}` at the end of its first sentence.',
        related: [{ file: file.path, place: other, message: 'It is used here' }],
        subject: step.id,
      });
    }
  },
});
