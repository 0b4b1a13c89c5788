import { getNextState, type WalkEvent } from '../../report/walk/next-state.ts';
import type { Walk } from '../../report/walk/text.ts';
import { toTimestamp } from '../../report/walk/time.ts';
import { createChoice } from './choice.ts';
import { createWalkStore, type Followed, type Kept, type WalkStore } from './store.ts';

/** The SOP that the page shows. */
export interface SessionSop {
  id: string;
  title: string;
  fingerprint: string;
  commit: string | null;
}

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

/** Walks of one SOP: what is kept on the device, and what the person does. */
export interface Session {
  subscribe: (listener: () => void) => () => void;
  getState: () => SessionState;
  /** Begins a walk, makes it the active one and answers its id. */
  start: (walk: Omit<Walk, 'schema' | 'id' | 'state' | 'started_at' | 'steps' | 'approvals' | 'stops'>) => string;
  /** Applies an event to the active walk; answers whether it was taken. */
  send: (event: WalkEvent) => boolean;
  choose: (id: string | undefined) => void;
  /** Adds a walk from a file; one that is here already comes in as a copy. */
  add: (walk: Walk) => void;
  remove: (id: string) => void;
  eraseAll: () => Promise<void>;
  say: (text: string, isRefusal?: boolean) => void;
  close: () => void;
}

/** The reader's time as records have it. */
export function getNow(): string {
  const now = new Date();
  return toTimestamp(now.getTime(), -now.getTimezoneOffset());
}

const WEEK = 7 * 24 * 60 * 60 * 1000;
const CHANNEL = 'gait-walks';
/** What tabs tell each other. */
const CHANGED = 'changed';
const ERASED = 'erased';

/** What a tab has of a walk: as it shows it, the version that it comes from, and the events that are not kept yet. */
interface Held {
  walk: Walk;
  version: number;
  pending: WalkEvent[];
}

/** Opens the walks of an SOP. Changes show at once, are kept right after, and reach other tabs. */
export function openSession(sop: SessionSop, store: WalkStore = createWalkStore()): Session {
  const held = new Map<string, Held>();
  const listeners = new Set<() => void>();
  const choice = createChoice(sop.id);
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);
  let state: SessionState = { isLoaded: false, walks: [], elsewhere: [], erased: 0 };
  let count = 0;
  let queue: Promise<unknown> = Promise.resolve();

  channel?.addEventListener('message', ({ data }) => {
    if (data === ERASED) forget();
    enqueue(load);
  });
  enqueue(load);
  enqueue(async () => {
    const followed = await store.readFollowed(sop.id).catch(() => undefined);
    update({ followed });
  });

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getState: () => state,
    start(details) {
      const walk: Walk = {
        ...details,
        schema: 1,
        id: crypto.randomUUID(),
        state: 'open',
        started_at: getNow(),
        steps: [],
        approvals: [],
        stops: [],
      };
      hold(walk);
      say(`Walk ${walk.name} begun. Step 1 of ${walk.text?.length ?? 0}.`);
      return walk.id;
    },
    send(event) {
      const own = state.active && held.get(state.active.id);
      if (!own) return false;
      const { walk, refusal } = getNextState(own.walk, event);
      if (refusal !== undefined) {
        say(refusal, true);
        return false;
      }
      own.walk = walk;
      own.pending.push(event);
      // The only open walk is shown without having been chosen; once it is finished it has to stay in sight.
      choice.write(walk.id);
      // What was said before is answered.
      update({ message: undefined });
      show();
      enqueue(() => keep(walk.id));
      if (event.kind === 'finish' && walk.text) {
        const followed = { sop: sop.id, at: event.at, fingerprint: walk.fingerprint, text: walk.text };
        enqueue(() => store.writeFollowed(followed).catch(() => undefined));
      }
      return true;
    },
    choose(id) {
      choice.write(id);
      show();
    },
    add(walk) {
      const isHere = held.has(walk.id);
      hold(isHere ? { ...walk, id: crypto.randomUUID(), name: `${walk.name} (copy)`.slice(0, 500) } : walk);
      say(isHere ? `${walk.name} is on this device already, so the file came in as a copy.` : `${walk.name} taken in.`);
    },
    remove(id) {
      held.delete(id);
      if (choice.read() === id) choice.write(undefined);
      show();
      enqueue(() => store.remove([id]).then(tell, () => undefined));
    },
    async eraseAll() {
      forget();
      await queue;
      await store.eraseAll().catch(() => undefined);
      held.clear();
      channel?.postMessage(ERASED);
      show();
    },
    say,
    close: () => channel?.close(),
  };

  /** Lets go of what this tab has in memory. */
  function forget(): void {
    held.clear();
    choice.forget();
    update({ followed: undefined, erased: state.erased + 1 });
    show();
  }

  function hold(walk: Walk): void {
    held.set(walk.id, { walk, version: 0, pending: [] });
    choice.write(walk.id);
    show();
    enqueue(() => keep(walk.id));
  }

  /** Keeps what is new of a walk. What another tab kept meanwhile comes first; what no longer fits is said. */
  async function keep(id: string): Promise<void> {
    const own = held.get(id);
    if (!own) return;
    const events = own.pending.splice(0);
    let refusals: string[] = [];
    let next: Kept | undefined;
    try {
      await store.change(id, (kept) => {
        refusals = [];
        if (!kept && own.version > 0) return undefined;
        const isOurs = !kept || kept.version === own.version;
        const walk = isOurs ? own.walk : replay(kept.walk, events, refusals);
        next = { id, walk, version: (kept?.version ?? 0) + 1 };
        return next;
      });
    } catch (error) {
      own.pending.unshift(...events);
      update({ unkept: toReason(error) });
      return;
    }
    if (!next) {
      held.delete(id);
      say('Another tab has erased this walk.', true);
    } else {
      own.version = next.version;
      own.walk = replay(next.walk, own.pending, refusals);
    }
    update({ unkept: undefined });
    refusals.forEach((refusal) => say(`Not taken: another tab was first. ${refusal}`, true));
    show();
    tell();
  }

  async function load(): Promise<void> {
    let all: Kept[];
    try {
      all = await store.readAll();
    } catch (error) {
      update({ isLoaded: true, unkept: toReason(error) });
      return;
    }
    const old = all.filter(({ walk }) => isOld(walk)).map(({ id }) => id);
    if (old.length > 0) await store.remove(old).catch(() => undefined);
    const ids = new Set(all.map(({ id }) => id));
    for (const [id, { version, pending }] of held)
      if (version > 0 && pending.length === 0 && !ids.has(id)) held.delete(id);
    for (const { id, walk, version } of all) {
      const own = held.get(id);
      if (old.includes(id) || (own && own.version >= version)) continue;
      const pending = own?.pending ?? [];
      held.set(id, { walk: replay(walk, pending, []), version, pending });
    }
    update({ isLoaded: true });
    show();
  }

  function show(): void {
    const all = [...held.values()].map(({ walk }) => walk).sort(compareWalks);
    const walks = all.filter((walk) => walk.sop === sop.id);
    const open = walks.filter((walk) => walk.state === 'open');
    const chosen = choice.read();
    const active = chosen === undefined && open.length === 1 ? open[0] : walks.find(({ id }) => id === chosen);
    const elsewhere = all.filter((walk) => walk.sop !== sop.id && walk.state === 'open');
    update({ walks, active, elsewhere });
  }

  function say(text: string, isRefusal = false): void {
    count += 1;
    update({ message: { text, isRefusal, count } });
  }

  /** Tells listeners, unless nothing is different. */
  function update(change: Partial<SessionState>): void {
    const next = { ...state, ...change };
    if (isSame(state, next)) return;
    state = next;
    listeners.forEach((listener) => listener());
  }

  function tell(): void {
    channel?.postMessage(CHANGED);
  }

  /** One thing after the other, so that what is kept last is what was done last. */
  function enqueue(work: () => Promise<unknown>): void {
    queue = queue.then(work, work);
  }
}

function replay(walk: Walk, events: readonly WalkEvent[], refusals: string[]): Walk {
  let next = walk;
  for (const event of events) {
    const result = getNextState(next, event);
    if (result.walk) next = result.walk;
    else refusals.push(result.refusal);
  }
  return next;
}

function isSame(a: SessionState, b: SessionState): boolean {
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

/** Newest first. */
function compareWalks(a: Walk, b: Walk): number {
  return Date.parse(b.started_at) - Date.parse(a.started_at) || (a.name < b.name ? -1 : 1);
}

function isOld({ state, finished_at: finishedAt }: Walk): boolean {
  return state !== 'open' && finishedAt !== undefined && Date.now() - Date.parse(finishedAt) > WEEK;
}

function toReason(error: unknown): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return name === 'QuotaExceededError' ? 'The disk is full' : 'This browser keeps nothing here, as in a private window';
}
