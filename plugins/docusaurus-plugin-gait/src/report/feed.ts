import { Temporal } from 'temporal-polyfill';
import { compareText } from '../model/diagnostic.ts';
import type { KnowledgeBase, SopNode } from '../model/knowledge-base.ts';
import type { Maturity } from '../model/maturity.ts';
import { getPerformerText } from './people.ts';
import type { Change } from './recent.ts';

/** A change of a claim in a commit, as git tells. */
export interface Promotion extends Change {
  /** Path of the SOP. */
  path: string;
  from: Maturity;
  to: Maturity;
}

/** Something that happened to an SOP. */
export interface FeedEntry {
  /** Names the entry for ever, with the page: `promoted-4c1f…`. */
  key: string;
  sop: string;
  /** ISO civil date. */
  on: string;
  title: string;
  text: string;
}

/** Entries of a feed. */
const MOST = 50;

/** What happened lately: SOPs changed, promoted or demoted, carried out; newest first. People are named as `publish` says. */
export function getFeed(
  base: KnowledgeBase,
  { changed, promotions }: { changed: ReadonlyMap<string, Change>; promotions: readonly Promotion[] },
): FeedEntry[] {
  const sops = [...base.sops.values()];
  const byPath = new Map(sops.map((sop) => [sop.file.path, sop]));
  const moved = promotions.flatMap((one) => {
    const sop = byPath.get(one.path);
    return sop ? [toPromotion(sop, one)] : [];
  });
  const known = new Set(promotions.map(({ path, commit }) => `${path} ${commit}`));
  const edits = sops.flatMap((sop) => {
    const change = changed.get(sop.file.path);
    return change && !known.has(`${sop.file.path} ${change.commit}`) ? [toEdit(sop, change)] : [];
  });
  return [...moved, ...edits, ...sops.flatMap((sop) => toRecords(base, sop))]
    .sort((a, b) => compareText(b.on, a.on) || compareText(a.sop, b.sop) || compareText(a.key, b.key))
    .slice(0, MOST);
}

function toPromotion(sop: SopNode, { commit, date, from, to }: Promotion): FeedEntry {
  return {
    key: `claim-${commit}`,
    sop: sop.id,
    on: date,
    title: `${sop.title}: from ${from} to ${to}`,
    text: `The claim went from ${from} to ${to}.`,
  };
}

function toEdit(sop: SopNode, { commit, date }: Change): FeedEntry {
  return {
    key: `change-${commit}`,
    sop: sop.id,
    on: date,
    title: `${sop.title}: changed`,
    text: sop.file.frontMatter.data.description ?? '',
  };
}

function toRecords({ configuration }: KnowledgeBase, sop: SopNode): FeedEntry[] {
  const owner = configuration.owners[sop.file.frontMatter.data.owner ?? '']?.name;
  return sop.records.flatMap(({ yaml: { data } }) => {
    const { id, performer, outcome, environment, finished_at: finishedAt } = data;
    const on = finishedAt === undefined ? undefined : toDay(finishedAt, configuration.timezone);
    if (id === undefined || on === undefined || outcome === undefined) return [];
    const who = getPerformerText(performer, { people: configuration.publish.people, owner });
    const text = `By ${who}${environment === undefined ? '' : ` in ${environment}`}.`;
    return [{ key: `record-${id}`, sop: sop.id, on, title: `${sop.title}: ${outcome}`, text }];
  });
}

function toDay(timestamp: string, timezone: string): string | undefined {
  try {
    return Temporal.Instant.from(timestamp).toZonedDateTimeISO(timezone).toPlainDate().toString();
  } catch {
    return undefined;
  }
}
