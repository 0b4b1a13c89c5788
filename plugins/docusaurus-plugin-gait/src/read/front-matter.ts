import type { Point } from '../model/diagnostic.ts';
import type { SyntaxProblem } from '../model/document.ts';
import { getTextStart } from './decode.ts';
import { createLineIndex } from './lines.ts';

/** A text split into front matter and body. Both starts are points of the file. */
export interface SplitText {
  /** The YAML between the fences; undefined when there is no front matter or the fence is wrong. */
  yaml?: string;
  yamlStart: Point;
  body: string;
  bodyStart: Point;
  problem?: SyntaxProblem;
}

/** Openings that some reader of Markdown takes for front matter, and might run as code (`---js`). */
const ANY_OPENING = /^(?:---(?!-)|;;;|\+\+\+)/u;
const OPENING = /^---\r?\n/u;
const CLOSING = /(?:^|\n)(?=---\r?(?:\n|$))/u;

/**
 * The one splitter of front matter. The file starts with a line that is `---` and nothing else (after a byte order mark at most);
 * the next such line ends it. Every other opening is a problem of kind `fence`, and nothing of it is read: a language after the
 * dashes makes other readers evaluate what follows. A file without an opening has only a body.
 */
export function splitFrontMatter(text: string): SplitText {
  const start = getTextStart(text);
  const content = start === 0 ? text : text.slice(start);
  const base: Point = { line: 1, column: 1, offset: start };
  const none: SplitText = { yamlStart: base, body: content, bodyStart: base };
  if (!ANY_OPENING.test(content)) return none;
  const [firstLine = ''] = content.split(/\r?\n/u, 1);
  const place = { start: base, end: { line: 1, column: firstLine.length + 1, offset: start + firstLine.length } };
  const opening = OPENING.exec(content);
  if (!opening) {
    if (content === '---') return { ...none, problem: getUnclosed(place) };
    return {
      ...none,
      problem: {
        kind: 'fence',
        message: `Unexpected \`${shorten(firstLine)}\` on the first line, expected \`---\` alone`,
        expected: ['---'],
        hint: 'Front matter is YAML between two lines of `---`, without a language and without spaces after them.',
        place,
      },
    };
  }
  const yamlAt = opening[0].length;
  const closing = CLOSING.exec(content.slice(yamlAt));
  if (!closing) return { ...none, problem: getUnclosed(place) };
  const yamlEnd = yamlAt + closing.index + closing[0].length;
  const lineEnd = content.indexOf('\n', yamlEnd);
  const bodyAt = lineEnd < 0 ? content.length : lineEnd + 1;
  const index = createLineIndex(content.slice(0, bodyAt), base);
  return {
    yaml: content.slice(yamlAt, yamlEnd),
    yamlStart: index.toPoint(yamlAt),
    body: content.slice(bodyAt),
    bodyStart: index.toPoint(bodyAt),
  };
}

function getUnclosed(place: SyntaxProblem['place']): SyntaxProblem {
  return {
    kind: 'fence',
    message: 'Unexpected end of the file in the front matter, expected a closing line of `---`',
    expected: ['---'],
    hint: 'Close the front matter with a line of `---` alone.',
    place,
  };
}

function shorten(line: string): string {
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
