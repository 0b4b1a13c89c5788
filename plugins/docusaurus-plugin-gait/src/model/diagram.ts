import type { Place } from './diagnostic.ts';

/** Language of a fence that holds a diagram. */
export const DIAGRAM_LANGUAGE = 'mermaid';

/** Kinds of diagrams that are drawn, for messages. */
export const DIAGRAM_KINDS = [
  'flowchart',
  'sequenceDiagram',
  'stateDiagram-v2',
  'classDiagram',
  'erDiagram',
  'xychart',
];

/** A diagram in a body, and what became of it. */
export interface DiagramUse {
  /** First word; empty when there is none. */
  header: string;
  /** Place of the first line. */
  place: Place;
  /** False for a kind that is not drawn: the page shows its text. */
  isDrawn: boolean;
  hasTitle: boolean;
  /** Lines that the drawing passes over. */
  ignored: { text: string; place: Place }[];
}
