import type { Link, SectionKey } from '../model/body.ts';
import type { Renumbered } from '../rules/support/renumbered.ts';
import type { Edit, Mended } from './mended.ts';

/** Sections whose words are part of the fingerprint: a change of them would take the evidence from an SOP. */
const FINGERPRINTED: readonly (SectionKey | undefined)[] = ['procedure', 'verification', 'rollback'];

/**
 * Writes the new number of controls where the crosswalk says that they are the same: in `controls`, in the addresses of links, and
 * in the text of such a link where that names the number. Everything else is said and left: what was changed, split, merged or
 * dropped, and text that the fingerprint covers.
 */
export function mendControls(text: string, renumbered: readonly Renumbered[]): { edits: Edit[]; left: Mended['left'] } {
  const edits: Edit[] = [];
  const left: Mended['left'] = [];
  const written = new Set<string>();
  for (const one of renumbered) {
    const { use, version, references, relation } = one;
    const line = use.place?.start.line ?? 1;
    const [next] = references;
    const leave = (why: string): void => void left.push({ line, what: `control ${use.reference}: ${why}` });
    if (relation !== 'same' || next === undefined || references.length > 1) {
      leave(`${relation} in ${version}${references.length > 0 ? `, see ${references.join(', ')}` : ''}`);
    } else if (use.pointer !== undefined && written.has(next)) {
      leave(`${next} stands here by now, so this one can go`);
    } else {
      const found = use.pointer === undefined ? toLinkEdits(text, one, next) : toKeyEdits(text, one, next);
      if (typeof found === 'string') leave(found);
      else edits.push(...found);
      if (use.pointer !== undefined && typeof found !== 'string') written.add(next);
    }
  }
  return { edits, left };
}

function toKeyEdits(text: string, { use }: Renumbered, next: string): Edit[] | string {
  const { place, reference } = use;
  const at = place ? text.slice(place.start.offset, place.end.offset).indexOf(reference) : -1;
  if (!place || at < 0) return `write ${next} by hand, it is spelled in a way that is not read here`;
  return [toEdit(place.start.offset + at, place.start.line, reference, next)];
}

function toLinkEdits(text: string, { file, use }: Renumbered, next: string): Edit[] | string {
  const { place, reference } = use;
  const link = file.body?.links.find((one) => one.urlPlace.start.offset === place?.start.offset);
  const address = `control:${reference}`;
  if (!place || !link || text.slice(place.start.offset, place.end.offset) !== address)
    return `write ${next} by hand, its address is spelled in a way that is not read here`;
  const edit = toEdit(place.start.offset + 'control:'.length, place.start.line, reference, next);
  const words = toWordEdits(text, link, reference, next);
  if (words.length === 0) return [edit];
  if (link.kind !== 'link') return `write ${next} by hand, text elsewhere names the number`;
  if (file.kind === 'sop' && FINGERPRINTED.includes(getSection(file.body?.sections ?? [], link)))
    return `write ${next} by hand, the text of a step is part of the fingerprint`;
  return [...words, edit];
}

/** Edits of what a link is called: its number and its version, each as a word of its own. */
function toWordEdits(text: string, link: Link, reference: string, next: string): Edit[] {
  const [before, after] = [reference, next].map((one) => /@([^#]*)#(.*)$/u.exec(one));
  const words = new Map([
    [before?.[1] ?? '', after?.[1] ?? ''],
    [before?.[2] ?? '', after?.[2] ?? ''],
  ]);
  const from = link.place.start.offset;
  const found = [
    ...text.slice(from, link.urlPlace.start.offset).matchAll(/[0-9A-Za-z][0-9A-Za-z._()-]*[0-9A-Za-z)]|[0-9A-Za-z]/gu),
  ];
  return found.flatMap((match) => {
    const word = words.get(match[0]);
    return word === undefined || word === match[0]
      ? []
      : [{ ...toEdit(from + match.index, link.place.start.line, match[0], word), kind: 'words' as const }];
  });
}

function getSection(
  sections: readonly { key?: SectionKey; place: Link['place'] }[],
  link: Link,
): SectionKey | undefined {
  return sections.filter(({ place }) => place.start.offset <= link.place.start.offset).at(-1)?.key;
}

function toEdit(start: number, line: number, before: string, after: string): Edit {
  return {
    kind: 'control',
    line,
    what: `${before.includes('#') ? 'control' : 'text of a link'}: ${before} → ${after}`,
    start,
    end: start + before.length,
    text: after,
  };
}
