/** One thing that was mended. `what` says it in words, `line` counts from 1 in the text before. */
export interface Mend {
  kind: 'quotes' | 'date' | 'order' | 'control' | 'words';
  line: number;
  what: string;
}

/** A text after mending; `mends` is empty and `text` the same when there was nothing to do. */
export interface Mended {
  text: string;
  mends: Mend[];
  /** What a person must decide: said, and not changed. */
  left: { line: number; what: string }[];
}

/** A change of one stretch of the text, by offsets. */
export interface Edit extends Mend {
  start: number;
  end: number;
  text: string;
}
