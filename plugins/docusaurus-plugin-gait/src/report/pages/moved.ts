import type { SopNode } from '../../model/knowledge-base.ts';
import type { Page } from './page.ts';
import { getSopPath } from './paths.ts';
import type { PageLink } from './references.ts';

/** What stands at an address that something had formerly. `words` lead to the link: `This SOP has moved to`. */
export type MovedData = PageLink & { words: string };

/** One page for each former id of an SOP, which leads to where it is now. */
export function toMovedPages(node: SopNode, taken: ReadonlySet<string>): Page<'moved', MovedData>[] {
  const { title, file } = node;
  return (file.frontMatter.data.formerly ?? [])
    .filter((id) => !taken.has(id))
    .map((id) => ({
      kind: 'moved',
      path: getSopPath(id),
      title,
      description: `This SOP is now called ${node.id}.`,
      html: {},
      sources: [file.path],
      data: { words: 'This SOP has moved to', title, path: getSopPath(node.id) },
    }));
}
