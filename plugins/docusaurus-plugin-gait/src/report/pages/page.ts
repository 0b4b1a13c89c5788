/**
 * One page of the site, as data. The Docusaurus side writes it to disk, renders it on the server from there, leaves `data`
 * in the page as inert JSON and the strings of `html` in the elements that show them, so that nothing is sent twice.
 */
export interface Page<K extends string = string, D = unknown> {
  /** Which component shows it. */
  kind: K;
  /** Address below the base URL, starting and ending with `/`: `/sops/isolate-instance/`. */
  path: string;
  title: string;
  description: string;
  data: D;
  /** Sanitised, highlighted HTML by name. A component shows one with `<Html name="…" />`. */
  html: Record<string, string>;
  /** Files that the page is made of, for the commit that last changed its inputs. */
  sources: string[];
}

/** A piece of a section or step, in order. `html` names an entry of the page's `html`. */
export type Block =
  | { kind: 'prose'; html: string }
  | { kind: 'code'; html: string; language: string; isCommand: boolean; isOutput: boolean }
  | { kind: 'stop'; html: string }
  | { kind: 'approval'; html: string; role: string };

/** A section other than Procedure, rendered. */
export interface RenderedSection {
  key?: string;
  title: string;
  slug: string;
  blocks: Block[];
}

/** A step, rendered. `titleHtml` names the HTML of its first paragraph's first sentence or the whole first paragraph. */
export interface RenderedStep {
  id: string;
  number: number;
  title: string;
  titleHtml: string;
  blocks: Block[];
  wait?: string;
  /** Anchor to go to when the step fails, and the title of that section. */
  onFailure?: { anchor: string; title: string };
}

/** An SOP's body, rendered. `procedureAt` is the index in `sections` before which the procedure is shown. */
export interface RenderedSop {
  sections: RenderedSection[];
  procedureAt: number;
  procedureTitle: string;
  steps: RenderedStep[];
  html: Record<string, string>;
}
