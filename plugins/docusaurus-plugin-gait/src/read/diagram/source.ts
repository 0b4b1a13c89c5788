/** Kinds of diagrams that are drawn, by what their first line begins with, and what a reader hears of one without a title. */
const KINDS: readonly [header: RegExp, name: string][] = [
  [/^(?:flowchart|graph)\b/u, 'Flowchart'],
  [/^sequenceDiagram\b/u, 'Sequence of messages'],
  [/^stateDiagram(?:-v2)?\b/u, 'States and transitions'],
  [/^classDiagram\b/u, 'Classes'],
  [/^erDiagram\b/u, 'Entities and relations'],
  [/^xychart(?:-beta)?\b/u, 'Chart'],
];

/** A diagram as written, taken apart. */
export interface Diagram {
  /** What is drawn: the same lines, less what says something about the diagram, sets how it looks, or would run something. */
  code: string;
  /** First word of the diagram; empty when there is none. */
  header: string;
  /** Line of the header in the fence, from 0. */
  headerLine: number;
  /** What a reader hears of a diagram of this kind; undefined for a kind that is not drawn. */
  kindName?: string;
  title?: string;
  description?: string;
}

/** `click` and `link` would run a script or leave the site; directives would set how everything looks. */
const LEFT_OUT = /^\s*(?:%%|(?:click|link|links|callback)\s)/u;

/** Takes a diagram apart. Lines keep their numbers: what is left out becomes an empty line. */
export function toDiagram(text: string): Diagram {
  const lines = text.split('\n');
  const found: { title?: string; description?: string } = {};
  const frontEnd = lines[0]?.trim() === '---' ? lines.findIndex((line, at) => at > 0 && line.trim() === '---') : -1;
  let openDescription: string[] | undefined;
  const kept = lines.map((line, at) => {
    if (at <= frontEnd) {
      found.title ??= /^title:\s*(.+)$/u.exec(line.trim())?.[1];
      return '';
    }
    if (openDescription) {
      if (line.trim() === '}') {
        found.description = openDescription.join(' ').trim();
        openDescription = undefined;
      } else openDescription.push(line.trim());
      return '';
    }
    const said = /^\s*(accTitle|accDescr)\s*(?::\s*(.*)|(\{)\s*)$/u.exec(line);
    if (said?.[3]) openDescription = [];
    else if (said?.[1] === 'accTitle') found.title = said[2]?.trim();
    else if (said) found.description = said[2]?.trim();
    return said || LEFT_OUT.test(line) ? '' : line;
  });
  const headerLine = kept.findIndex((line) => line.trim() !== '');
  const first = kept[headerLine]?.trim() ?? '';
  const kindName = KINDS.find(([header]) => header.test(first))?.[1];
  return {
    code: kept.join('\n'),
    header: /^\S*/u.exec(first)?.[0] ?? '',
    headerLine: Math.max(headerLine, 0),
    ...(kindName !== undefined && { kindName }),
    ...(found.title && { title: found.title }),
    ...(found.description && { description: found.description }),
  };
}
