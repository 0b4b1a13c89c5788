import type { Section } from '../model/body.ts';
import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';

/** Reports sections that stand in an SOP twice. */
export const rule = defineFileRule({
  meta: {
    code: 'duplicate-section',
    severity: 'error',
    summary: 'Each section stands once.',
    why: 'Two sections of one name are two answers to one question, and a link can lead to the first alone. Two Procedures leave open which steps are the steps.',
    ok: [{ name: 'once', files: { [SOP]: sopWith() } }],
    notOk: [
      {
        name: 'two procedures',
        files: {
          [SOP]: sopWith({
            body: '## Purpose\n\nNo old keys.\n\n## Procedure\n\n1. Disable the old key.\n\n## Procedure\n\n1. Delete the old key.\n',
          }),
        },
        expected: ['docs/sops/rotate-key.md:21:1: Unexpected second section `Procedure`, expected each once'],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    const first = new Map<string, Section>();
    for (const section of file.body?.sections ?? []) {
      const name = section.key ?? section.title.toLowerCase();
      const other = first.get(name);
      if (!other) {
        first.set(name, section);
        continue;
      }
      report({
        place: section.place,
        message: `Unexpected second section ${quote(section.title)}, expected each once`,
        hint: 'Join the two.',
        related: [{ file: file.path, place: other.place, message: 'The first one' }],
        subject: name,
      });
    }
  },
});
