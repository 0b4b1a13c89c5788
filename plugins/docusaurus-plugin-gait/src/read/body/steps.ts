import type { ListItem, Nodes } from 'mdast';
import type { Step } from '../../model/body.ts';
import { toSlug } from '../../model/slug.ts';
import type { Collector } from './collect.ts';
import type { BodySource } from './places.ts';
import { takeLastLines } from './step-lines.ts';
import { getText } from './text.ts';

const EXPLICIT_ID = /\s*\{#([^\s{}]+)\}/u;
const SENTENCE_END = /[.!?](?=\s|$)|[。！？]/gu;
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|no)$/iu;

/** Reads items of the procedure. Ids are unique on the page: `used` holds those that are taken, and gets the new ones. */
export function readSteps(input: {
  items: readonly ListItem[];
  source: BodySource;
  collector: Collector;
  used: Set<string>;
}): Step[] {
  const drafts = input.items.map((item) => toDraft(item, input.source));
  for (const { explicitId } of drafts) if (explicitId !== undefined) input.used.add(explicitId);
  const toId = createStepIds(input.used);
  return drafts.map(({ item, explicitId, title, ...draft }) => {
    const id = explicitId ?? toId(title, draft.number);
    const { fences, gates } = input.collector.collect([item], { step: id, section: 'procedure' });
    return {
      id,
      hasExplicitId: explicitId !== undefined,
      title,
      ...draft,
      fences,
      gates,
      place: input.source.toPlace(item),
    };
  });
}

function toDraft(item: ListItem, source: BodySource) {
  const { rest, wait, onFailure } = takeLastLines(item.children);
  const [first] = rest;
  const opening = first?.type === 'paragraph' ? getText([first]) : '';
  const written = getText(rest, isNotText);
  return {
    item,
    explicitId: EXPLICIT_ID.exec(opening)?.[1],
    number: Number(/^[0-9]+/u.exec(source.text.slice(source.getRange(item)[0]))?.[0] ?? 0),
    title: getFirstSentence(opening),
    text: EXPLICIT_ID.test(opening) ? written.replace(EXPLICIT_ID, '') : written,
    wait,
    onFailure,
  };
}

/** Fences and gates are told apart from the text of a step. */
function isNotText(node: Nodes): boolean {
  return node.type === 'code' || node.type === 'containerDirective';
}

/** The first sentence, or what stands before the id, without a full stop. */
function getFirstSentence(text: string): string {
  const opening = text.slice(0, EXPLICIT_ID.exec(text)?.index);
  for (const { index, 0: mark } of opening.matchAll(SENTENCE_END)) {
    if (mark === '.' && ABBREVIATION.test(opening.slice(0, index))) continue;
    return opening.slice(0, mark === '.' || mark === '。' ? index : index + 1);
  }
  return opening;
}

/** Gives each step without an id of its own a slug that nothing else on the page has. */
function createStepIds(used: Set<string>): (title: string, number: number) => string {
  const counts = new Map<string, number>();
  return (title, number) => {
    const slug = toSlug(title).replace(/^-+|-+$/gu, '') || `step-${number}`;
    let id = slug;
    for (let count = counts.get(slug) ?? 2; used.has(id); count += 1) {
      id = `${slug}-${count}`;
      counts.set(slug, count + 1);
    }
    used.add(id);
    return id;
  };
}
