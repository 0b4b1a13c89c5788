import { DIAGRAM_KINDS } from '../model/diagram.ts';
import { STANDARD, standardWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';
import { PAGE_KINDS } from './support/yaml.ts';

const diagram = (text: string): Record<string, string> => ({
  [STANDARD]: standardWith({ body: `\`\`\`mermaid\n${text}\n\`\`\`` }),
});

/** Warns of diagrams that are not drawn as they were meant. */
export const rule = defineFileRule({
  meta: {
    code: 'diagram',
    severity: 'warning',
    summary: 'Every diagram is drawn whole and says what it shows.',
    why: 'A diagram is drawn when the site is built. A line that cannot be read is passed over, and the picture is then another one than its author meant. A reader who listens to the page hears the title of the diagram, and its text.',
    ok: [
      {
        name: 'a diagram with a title',
        files: diagram('flowchart LR\n  accTitle: Users take roles, roles have policies\n  User --> Role --> Policy'),
      },
    ],
    notOk: [
      {
        name: 'no title',
        files: diagram('flowchart LR\n  User --> Role'),
        expected: [
          'docs/standards/access.md:12:1: Unexpected diagram without title, expected `accTitle: …` below its first line',
        ],
      },
      {
        name: 'a line that says nothing',
        files: diagram('flowchart LR\n  accTitle: Users take roles\n  User --> Role\n  => Policy'),
        expected: [
          'docs/standards/access.md:15:3: Unexpected `=> Policy` in a diagram, expected a line that draws something',
        ],
      },
      {
        name: 'a kind that is not drawn',
        files: diagram('gantt\n  title Plan'),
        expected: [
          'docs/standards/access.md:12:1: Unexpected diagram `gantt`, expected flowchart, sequenceDiagram, stateDiagram-v2, classDiagram, erDiagram or xychart',
        ],
      },
    ],
  },
  kinds: PAGE_KINDS,
  check({ file, report }) {
    for (const { header, place, isDrawn, hasTitle, ignored } of file.body?.diagrams ?? []) {
      if (!isDrawn) {
        const kinds = `${DIAGRAM_KINDS.slice(0, -1).join(', ')} or ${DIAGRAM_KINDS.at(-1)}`;
        report({
          place,
          message: `Unexpected diagram ${quote(header)}, expected ${kinds}`,
          expected: DIAGRAM_KINDS,
          hint: 'The page shows its text instead of a picture.',
          subject: header,
        });
        continue;
      }
      if (!hasTitle) {
        report({
          place,
          message: 'Unexpected diagram without title, expected `accTitle: …` below its first line',
          hint: 'Say what the diagram shows, for readers who do not see it; `accDescr: …` may say more.',
          subject: 'accTitle',
        });
      }
      for (const line of ignored) {
        report({
          place: line.place,
          message: `Unexpected ${quote(line.text)} in a diagram, expected a line that draws something`,
          hint: 'It is passed over. Look for a mistake in an arrow or a bracket.',
          subject: line.text,
        });
      }
    }
  },
});
