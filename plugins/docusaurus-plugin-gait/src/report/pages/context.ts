import { compareText } from '../../model/diagnostic.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { SopFile } from '../../model/document.ts';
import type { KnowledgeBase } from '../../model/knowledge-base.ts';
import type { FindingsDigest } from '../findings/digest.ts';
import type { Change } from '../recent.ts';
import type { RenderedSop } from './page.ts';

/** What pages are made of. Nothing of it is read from disk here. */
export interface PageContext {
  base: KnowledgeBase;
  /** By SOP id. An SOP without an entry has a page without a body. */
  rendered: Map<string, RenderedSop>;
  /** What findings files say; pages show of it what `publish.findings` allows. */
  findings?: FindingsDigest;
  /** Shown on the pages of their files; hand them in while people write, not for a published site. */
  diagnostics?: Diagnostic[];
  /** By path: the commit that last changed the file. */
  changed?: Map<string, Change>;
  /** By path of a record of an earlier text: the SOP as it was when the record was made. */
  pastTexts?: ReadonlyMap<string, SopFile>;
  /** By path: text of the files that automations consist of (`scripts/<name>/automation.ts`). */
  sources: Map<string, string>;
  /** Highlights code and gives the content of a `<code>` element; plain text when left out. */
  highlight?: (code: string, language: string) => string;
}

/** The newest change among the files of a page. */
export function getLastChange({ changed }: PageContext, sources: string[]): Change | undefined {
  return sources
    .flatMap((path) => changed?.get(path) ?? [])
    .sort((a, b) => compareText(b.date, a.date) || compareText(a.commit, b.commit))[0];
}
