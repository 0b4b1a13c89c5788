import { isAlias, isMap, isPair, isScalar, isSeq, Scalar, type Document, type Node } from 'yaml';
import type { KeyPlaces, SchemaIssue, SyntaxProblem } from '../model/document.ts';
import { appendPointer, toKeyPath } from '../model/pointer.ts';
import type { LineIndex } from './lines.ts';

/** Keys that would reach into JavaScript's own objects: never data. */
const PROTOTYPE_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];
/** Keys whose values often hold a `#`, so that a comment after a plain one may be a lost tail. */
const COMMENT_KEYS: readonly string[] = ['pattern', 'example', 'control', 'controls'];

/** Plain data of a YAML document with the place of everything, and what may not be in it. */
export interface YamlTree {
  raw: unknown;
  places: Record<string, KeyPlaces>;
  syntax: SyntaxProblem[];
  issues: SchemaIssue[];
}

/**
 * One walk over a parsed document. Anchors, aliases and tags are problems and give no value; keys that are text take the
 * source of a plain scalar that YAML types otherwise.
 */
export function readTree(input: {
  document: Document;
  text: string;
  index: LineIndex;
  textKeys: ReadonlySet<string>;
}): YamlTree {
  const { text, index, textKeys } = input;
  const places: YamlTree['places'] = {};
  const syntax: SyntaxProblem[] = [];
  const issues: SchemaIssue[] = [];

  const toPlace = (node: Node) => {
    const [start, end] = node.range ?? [0, 0];
    return index.toPlace(start, trimEnd(text, start, end));
  };

  const refuse = (node: Node, pointer: string, what: string, hint: string) => {
    const [source = ''] = text.slice(node.range?.[0], node.range?.[1]).split('\n', 1);
    syntax.push({
      kind: 'yaml',
      message: `Unexpected ${what}${source === '' ? '' : ` \`${source.slice(0, 40)}\``}, expected a plain value`,
      hint,
      place: toPlace(node),
      pointer,
    });
  };

  const readScalar = (node: Scalar, pointer: string, key: string): unknown => {
    const { value, source, type } = node;
    if (type !== Scalar.PLAIN || source === undefined || source === '') return value;
    if (COMMENT_KEYS.includes(key) && typeof source === 'string') checkComment(node, pointer);
    if (!textKeys.has(key) || typeof value === 'string' || value === null) return value;
    syntax.push({
      kind: 'plain-scalar',
      message: `Unexpected \`${source}\` without quotes at \`${toKeyPath(pointer)}\`, expected text in quotes`,
      expected: [`'${source}'`],
      hint: `Write it as '${source}'.`,
      place: toPlace(node),
      pointer,
    });
    return source;
  };

  const checkComment = (node: Scalar, pointer: string) => {
    const end = node.range?.[1] ?? 0;
    const comment = /^[ \t]+#[^\r\n]*/u.exec(text.slice(end, end + 500));
    if (!comment) return;
    syntax.push({
      kind: 'lost-comment',
      message: `Unexpected comment after the value of \`${toKeyPath(pointer)}\`, expected the value in quotes`,
      hint: 'Write the value in single quotes: a comment cannot be told from a lost part of the value.',
      place: index.toPlace(node.range?.[0] ?? 0, end + comment[0].trimEnd().length),
      pointer,
    });
  };

  const readNode = (node: unknown, pointer: string, key: string): unknown => {
    if (isAlias(node)) {
      refuse(node, pointer, 'alias', 'Write the value out: aliases are not read.');
      return undefined;
    }
    if (isScalar(node)) {
      checkProperties(node, pointer);
      return readScalar(node, pointer, key);
    }
    if (isSeq(node)) {
      checkProperties(node, pointer);
      return node.items.map((item, at) => {
        const child = appendPointer(pointer, at);
        places[child] = { value: toPlace(item as Node) };
        return readNode(item, child, key);
      });
    }
    if (!isMap(node)) return undefined;
    checkProperties(node, pointer);
    const data: Record<string, unknown> = {};
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      checkProperties(pair.key, pointer);
      const name = String(pair.key.value);
      const child = appendPointer(pointer, name);
      const keyPlace = toPlace(pair.key);
      if (PROTOTYPE_KEYS.includes(name)) {
        issues.push({
          kind: 'unknown-key',
          pointer: child,
          message: `Unexpected key \`${toKeyPath(child)}\`, expected another name`,
          hint: 'Remove the key: its name has a meaning in JavaScript.',
          place: keyPlace,
        });
        continue;
      }
      if (Object.hasOwn(data, name)) {
        syntax.push({
          kind: 'yaml',
          message: `Unexpected second \`${toKeyPath(child)}\`, expected each key once`,
          hint: 'Remove one of the two.',
          place: keyPlace,
          pointer: child,
        });
        continue;
      }
      places[child] = { key: keyPlace, value: pair.value ? toPlace(pair.value as Node) : keyPlace };
      data[name] = readNode(pair.value, child, name);
    }
    return data;
  };

  const checkProperties = (node: Node & { anchor?: string }, pointer: string) => {
    if (node.anchor !== undefined)
      refuse(node, pointer, 'anchor', 'Remove the anchor: each value stands where it is used.');
    if (node.tag !== undefined) refuse(node, pointer, 'tag', 'Remove the tag.');
  };

  const { contents } = input.document;
  places[''] = { value: contents ? toPlace(contents) : index.toPlace(0, 0) };
  const raw = contents ? readNode(contents, '', '') : undefined;
  return { raw, places, syntax, issues };
}

/** A block's range runs to the start of the next one; its place ends with its last character. */
function trimEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && /\s/u.test(text.charAt(last - 1))) last -= 1;
  return last;
}
