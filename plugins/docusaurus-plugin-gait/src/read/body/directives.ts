import type { Paragraph, RootContentMap } from 'mdast';
import type { DirectiveProblem, Gate } from '../../model/body.ts';
import type { BodySource } from './places.ts';
import { getText } from './text.ts';

type ContainerDirective = RootContentMap['containerDirective'];

/** The directives that there are, each with its attributes. */
const ATTRIBUTES: Record<string, readonly string[]> = { stop: [], approval: ['role'] };

/** What is wrong with a `:::` container; none when it is one of ours, closed, and has no attributes of its own making. */
export function getDirectiveProblems(node: ContainerDirective, source: BodySource): DirectiveProblem[] {
  const place = getFirstLinePlace(node, source);
  const { name } = node;
  const known = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
  const problems: DirectiveProblem[] = [];
  if (!known) problems.push({ kind: 'unknown', name, place });
  for (const attribute of Object.keys(node.attributes ?? {})) {
    if (known && !known.includes(attribute)) problems.push({ kind: 'attribute', name, attribute, place });
  }
  if (!isClosed(node, source)) problems.push({ kind: 'unclosed', name, place });
  return problems;
}

/** Whether the container ends with its own line of colons, and not because its surroundings end. */
export function isClosed(node: ContainerDirective, { text, getRange }: BodySource): boolean {
  const written = text.slice(...getRange(node)).trimEnd();
  const opening = /^:+/u.exec(written)?.[0].length ?? 3;
  const [, lastLine = ''] = /[\r\n]([^\r\n]*)$/u.exec(written) ?? [];
  const closing = /^[\s>]*(:{3,})$/u.exec(lastLine)?.[1]?.length ?? 0;
  return closing >= opening;
}

/** A gate of a step; undefined for a container that is not one of ours. */
export function toGate(node: ContainerDirective, source: BodySource): Gate | undefined {
  const text = getText(node.children, (child) => child.type === 'code');
  const place = source.toPlace(node);
  if (node.name === 'stop') return { kind: 'stop', text, place };
  if (node.name === 'approval') return { kind: 'approval', role: node.attributes?.role ?? undefined, text, place };
  return undefined;
}

/** Lines of a paragraph that begin with `:::` were meant as a container: a name with a space before it, text after it, or a lone end. */
export function getLookalikes(node: Paragraph, source: BodySource): DirectiveProblem[] {
  const [start, end] = source.getRange(node);
  const written = source.text.slice(start, end);
  if (!written.includes(':::')) return [];
  return [...written.matchAll(/(?:^|\n)[ \t>]*(:::+[^\r\n]*)/gu)].map((match) => {
    const line = (match[1] ?? '').trimEnd();
    const from = start + match.index + match[0].length - (match[1]?.length ?? 0);
    const name = line.replace(/^:+/u, '').trim();
    return { kind: name === '' ? 'misplaced' : 'unknown', name, place: source.index.toPlace(from, from + line.length) };
  });
}

function getFirstLinePlace(node: ContainerDirective, source: BodySource) {
  const [start, end] = source.getRange(node);
  const [line = ''] = source.text.slice(start, end).split(/[\r\n]/u, 1);
  return source.index.toPlace(start, start + line.length);
}
