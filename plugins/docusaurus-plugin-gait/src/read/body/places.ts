import type { Node } from 'unist';
import type { Place, Point } from '../../model/diagnostic.ts';
import { createLineIndex, type LineIndex } from '../lines.ts';

/** A body with the means to tell where in its file something stands. */
export interface BodySource {
  /** The body alone. */
  text: string;
  /** Offsets of the body to points of the file. */
  index: LineIndex;
  /** Place of a node in the file; nodes that the parser made up stand at the start. */
  toPlace: (node: Node) => Place;
  /** Start and end of a node in `text`. */
  getRange: (node: Node) => [number, number];
}

/** Wraps a body that starts at `start` in its file. */
export function createBodySource(text: string, start: Point): BodySource {
  const index = createLineIndex(text, start);
  const getRange = (node: Node): [number, number] => [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
  return { text, index, getRange, toPlace: (node) => index.toPlace(...getRange(node)) };
}
