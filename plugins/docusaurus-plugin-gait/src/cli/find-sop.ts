import type { KnowledgeBase, SopNode } from '../model/knowledge-base.ts';
import { getSuggestion } from '../model/suggest.ts';
import { UsageError } from './errors.ts';

/** The SOP with this id, now or formerly. @throws {UsageError} when there is none. */
export function findSop(base: KnowledgeBase, id: string): SopNode {
  const node =
    base.sops.get(id) ?? [...base.sops.values()].find((one) => one.file.frontMatter.data.formerly?.includes(id));
  if (node) return node;
  const similar = getSuggestion(id, [...base.sops.keys()]);
  throw new UsageError(
    `Unexpected SOP \`${id}\`, expected the id of one that exists`,
    similar ? `Did you mean \`${similar}\`?` : `They lie under ${base.configuration.paths.sops}/.`,
  );
}
