import type { Walk } from '../../report/walk/text.ts';
import type { Followed } from './store.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;

/** What the page shows of the walks on this device. The object changes with every change. */
export interface SessionState {
  isLoaded: boolean;
  /** Walks of this SOP, newest first. */
  walks: Walk[];
  /** Open walks of other SOPs. */
  elsewhere: Pick<Walk, 'id' | 'name' | 'sop' | 'title'>[];
  active?: Walk;
  /** Why walks are not kept on the device: they live as long as this tab. */
  unkept?: string;
  /** What just happened, to be shown and announced; `count` tells two equal ones apart. */
  message?: { text: string; isRefusal: boolean; count: number };
  /** The text that was last followed to its end here. */
  followed?: Followed;
  /** How often everything was erased while the page was open, in this tab or another one: what it has in memory goes too. */
  erased: number;
}

/** What is to be seen of all walks on the device: those of the SOP, the one that is shown, and the open ones of other SOPs. */
export function getShown(
  walks: readonly Walk[],
  { sop, chosen }: { sop: string; chosen: string | undefined },
): Pick<SessionState, 'walks' | 'active' | 'elsewhere'> {
  const all = [...walks].sort(compareWalks);
  const own = all.filter((walk) => walk.sop === sop);
  const open = own.filter((walk) => walk.state === 'open');
  return {
    walks: own,
    active: chosen === undefined && open.length === 1 ? open[0] : own.find(({ id }) => id === chosen),
    elsewhere: all.filter((walk) => walk.sop !== sop && walk.state === 'open'),
  };
}

/** Whether two states show the same. */
export function isSame(a: SessionState, b: SessionState): boolean {
  const isSameList = (one: readonly unknown[], other: readonly unknown[]): boolean =>
    one.length === other.length && one.every((item, index) => item === other[index]);
  return (
    isSameList(a.walks, b.walks) &&
    isSameList(a.elsewhere, b.elsewhere) &&
    isSameList(
      [a.isLoaded, a.active, a.unkept, a.message, a.followed, a.erased],
      [b.isLoaded, b.active, b.unkept, b.message, b.followed, b.erased],
    )
  );
}

/** Whether a walk ended so long ago that it is erased. */
export function isOld({ state, finished_at: finishedAt }: Walk): boolean {
  return state !== 'open' && finishedAt !== undefined && Date.now() - Date.parse(finishedAt) > WEEK;
}

/** Why the device keeps nothing, in words. */
export function toReason(error: unknown): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return name === 'QuotaExceededError' ? 'The disk is full' : 'This browser keeps nothing here, as in a private window';
}

/** Newest first. */
function compareWalks(a: Walk, b: Walk): number {
  return Date.parse(b.started_at) - Date.parse(a.started_at) || (a.name < b.name ? -1 : 1);
}
