import type { Code } from 'mdast';
import type { Fence } from '../../model/body.ts';
import type { BodySource } from './places.ts';

/** Attributes of an info string: `key="value"`, `key='value'`, `key=value`, or a bare `key`, which has no value. */
const ATTRIBUTE = /([A-Za-z_][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+)))?/gu;

/** Takes a code block out of the tree, fenced or indented. */
export function toFence(node: Code, source: BodySource, where: Pick<Fence, 'step' | 'section'>): Fence {
  const code = node.value.replace(/\r\n?/gu, '\n');
  const info = [node.lang, node.meta].filter((part) => typeof part === 'string').join(' ');
  const [language = ''] = /^[^\s{]*/u.exec(info) ?? [];
  const place = source.toPlace(node);
  const line = place.start.line + (isFenced(node, source) ? 1 : 0);
  return {
    language: language.toLowerCase(),
    info: readAttributes(info.slice(language.length)),
    code,
    place,
    codeStart: { line, column: getColumn(source, line, code.split('\n', 1)[0] ?? '') },
    ...where,
  };
}

function isFenced(node: Code, { text, getRange }: BodySource): boolean {
  return /^[`~]{3}/u.test(text.slice(getRange(node)[0]));
}

function readAttributes(text: string): Record<string, string> {
  const attributes = [...text.matchAll(ATTRIBUTE)].map(([, key = '', double, single, bare]) => [
    key,
    double ?? single ?? bare ?? '',
  ]);
  return Object.fromEntries(attributes) as Record<string, string>;
}

/** Column at which the text of a line of code begins in the file: what a list or quote put before it is not code. */
export function getColumn({ index }: BodySource, line: number, code: string): number {
  const { text } = index.getLine(line);
  return text.endsWith(code) ? text.length - code.length + 1 : text.length - text.trimStart().length + 1;
}
