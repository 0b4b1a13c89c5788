import type { DiagramUse } from './diagram.ts';
import type { Place } from './diagnostic.ts';

/** The sections an SOP may have, in their order. Titles are configurable, keys are not. */
export const SECTION_KEYS = [
  'purpose',
  'when-to-use',
  'prerequisites',
  'procedure',
  'verification',
  'rollback',
  'escalation',
  'references',
] as const;

/** Key of a known section. */
export type SectionKey = (typeof SECTION_KEYS)[number];

/** Titles of the sections, in English. */
export const SECTION_TITLES: Record<SectionKey, string> = {
  purpose: 'Purpose',
  'when-to-use': 'When to use',
  prerequisites: 'Prerequisites',
  procedure: 'Procedure',
  verification: 'Verification',
  rollback: 'Rollback',
  escalation: 'Escalation',
  references: 'References',
};

/** One `##` section as written. `key` is undefined when the title is not a known one. `isEmpty`: nothing but the heading. */
export interface Section {
  key?: SectionKey;
  title: string;
  slug: string;
  place: Place;
  isEmpty: boolean;
}

/** A heading of any level, for level rules and anchors. `slug` is its anchor on the page. */
export interface Heading {
  depth: number;
  text: string;
  slug: string;
  place: Place;
}

/**
 * A fenced code block. `info` holds the key="value" attributes of the info string, `step` the id of its step.
 * `codeStart` is where the first line of the code stands in the file: what a list or quote put before it is not code.
 */
export interface Fence {
  language: string;
  info: Record<string, string>;
  code: string;
  place: Place;
  codeStart: { line: number; column: number };
  step?: string;
  section?: SectionKey;
}

/** Something that holds what follows: a stop, or an approval by a role. */
export type Gate =
  { kind: 'stop'; text: string; place: Place } | { kind: 'approval'; role?: string; text: string; place: Place };

/** One numbered step of the procedure. */
export interface Step {
  /** Id for links, records and parity: `{#id}` or a slug of the first sentence. */
  id: string;
  hasExplicitId: boolean;
  /** The number as written in the source. */
  number: number;
  /** First sentence as plain text, without the `{#id}`. */
  title: string;
  /** All plain text of the step with white space collapsed, without fences, gates, wait and branch lines. */
  text: string;
  fences: Fence[];
  gates: Gate[];
  /** Duration as written (`5 minutes`), from the last line `Wait: …`. */
  wait?: string;
  /** Target of `If this fails: [..](#rollback)`, without `#`. */
  onFailure?: string;
  place: Place;
}

/** How a link or image was written. */
export type LinkKind = 'link' | 'image' | 'definition';

/** A link, image or reference definition. `url` is as written (percent-decoding not applied). */
export interface Link {
  kind: LinkKind;
  url: string;
  text: string;
  place: Place;
  urlPlace: Place;
}

/**
 * A use of a shell variable in a `bash` or `sh` fence. `double` stands for every place where the value stays one word: also
 * assignments, `[[ … ]]`, arithmetic and here-documents.
 */
export interface VariableUse {
  name: string;
  quoting: 'none' | 'double' | 'single' | 'heredoc-quoted';
  place: Place;
  step?: string;
}

/** A container, leaf or text that is or looks like a `:::` directive and is not one of ours, or one that is not closed. */
export interface DirectiveProblem {
  kind: 'unknown' | 'unclosed' | 'attribute' | 'misplaced';
  name: string;
  attribute?: string;
  place: Place;
}

/** A stretch of raw HTML. */
export interface HtmlUse {
  value: string;
  place: Place;
}

/** A block under Procedure that is not part of the one ordered list. */
export interface StrayBlock {
  kind: 'fence' | 'ordered-list' | 'list' | 'text' | 'other';
  place: Place;
}

/**
 * What the body of an SOP says, extracted once with positions. Plain data: it is cached, and handed between threads.
 * `anchors` are all ids that a link may point to (heading slugs, step ids).
 */
export interface SopBody {
  sections: Section[];
  headings: Heading[];
  steps: Step[];
  strayBlocks: StrayBlock[];
  /** Every fence of the page, those of steps included. */
  fences: Fence[];
  links: Link[];
  images: Link[];
  variables: VariableUse[];
  /** Names that fences assign themselves. */
  assigned: string[];
  directives: DirectiveProblem[];
  html: HtmlUse[];
  anchors: string[];
  diagrams: DiagramUse[];
  /** Plain text of Verification and Rollback, commands included: they are part of the fingerprint. */
  verification: string;
  rollback: string;
}
