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

/**
 * A piece of a section or step, in order. `html` names an entry of the page's `html`:
 * - prose, stop, approval: block elements (`<p>`, `<ul>`, `<table>` …); a heading in it is `<h3>` or lower and has its id;
 * - code: the content of the `<code>` element alone (text and highlighter's spans, no trailing line feed). The component
 *   writes the `<pre><code>` around it, and its text content is what the copy button copies.
 * The `:::` fences of a gate, `Wait:` and `If this fails:` lines, and a step's `{#id}` are not in it.
 */
export type Block =
  | { kind: 'prose'; html: string }
  | { kind: 'code'; html: string; language: string; isCommand: boolean; isOutput: boolean }
  | { kind: 'stop'; html: string }
  | { kind: 'approval'; html: string; role: string };

/** A section other than Procedure, rendered. `slug` is the id of its heading. */
export interface RenderedSection {
  key?: string;
  title: string;
  slug: string;
  blocks: Block[];
}

/**
 * A step, rendered. `titleHtml` names inline HTML (no `<p>`): the step's first paragraph; `blocks` are what follows it.
 * The component gives the step's element the id `id`.
 */
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
  /** Id of the Procedure heading; `procedure` when left out. */
  procedureSlug?: string;
  steps: RenderedStep[];
  html: Record<string, string>;
}
