import type { PhrasingContent } from 'mdast';

/** The id that an author gave to a heading or a step: `{#cut-network}`. */
const EXPLICIT_ID = /\s*\{#[^\s{}]+\}/u;

/** Inline content without its first explicit id, which is markup and not text. */
export function withoutExplicitId(children: readonly PhrasingContent[]): PhrasingContent[] {
  let isTaken = false;
  return children.map((node) => {
    if (isTaken || node.type !== 'text' || !EXPLICIT_ID.test(node.value)) return node;
    isTaken = true;
    return { ...node, value: node.value.replace(EXPLICIT_ID, '') };
  });
}
