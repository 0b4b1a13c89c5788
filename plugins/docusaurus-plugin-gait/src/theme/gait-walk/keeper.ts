import { getNextState, replay, type Transition, type WalkEvent } from '../../report/walk/next-state.ts';
import type { Walk } from '../../report/walk/text.ts';
import { isOld, toReason } from './session-state.ts';
import { withDraft, withTyped, type Drafts, type Followed, type Kept, type WalkStore } from './store.ts';

/** What the keeper tells whoever shows the walks. */
interface KeeperListener {
  /** The walks are not what they were. */
  onChange: () => void;
  /** What is on the device has been read, or it cannot be. */
  onLoad: () => void;
  /** The device keeps what it was given (undefined), or why it does not. */
  onKept: (problem: string | undefined) => void;
  /** Something was not taken, for a reason in words. */
  onRefusal: (text: string) => void;
  /** Another tab has erased everything. */
  onErased: () => void;
}

/** The walks of the device as this tab has them: in memory at once, on the disk right after, and in step with other tabs. */
export interface Keeper {
  getWalks: () => Walk[];
  getWalk: (id: string) => Walk | undefined;
  /** What was typed for a walk and is not part of it yet. */
  getDrafts: (id: string) => Drafts;
  add: (walk: Walk) => void;
  /** Applies an event to a walk; answers why it was not taken. */
  apply: (id: string, event: WalkEvent) => Transition | undefined;
  writeDraft: (id: string, field: string, text: string) => void;
  readFollowed: (sop: string) => Promise<Followed | undefined>;
  writeFollowed: (followed: Followed) => void;
  /** Lets go of what this tab has in memory. */
  forget: () => void;
  /** Erases what is on the device and tells the other tabs; answers whether the browser did it. */
  eraseAll: () => Promise<boolean>;
  close: () => void;
}

const CHANNEL = 'gait-walks';
/** What tabs tell each other. */
const CHANGED = 'changed';
const ERASED = 'erased';

/** What a tab has of a walk: as it shows it, the version that it comes from, and the events that are not kept yet. */
interface Held {
  walk: Walk;
  version: number;
  pending: WalkEvent[];
  drafts: Drafts;
  /** Fields of drafts that are not kept yet. */
  changed: Set<string>;
}

/** Opens the walks of the device. They are read right away; `onLoad` says when they are here. */
export function createKeeper(store: WalkStore, listener: KeeperListener): Keeper {
  const held = new Map<string, Held>();
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);
  let queue: Promise<unknown> = Promise.resolve();

  channel?.addEventListener('message', ({ data }) => {
    if (data === ERASED) listener.onErased();
    void enqueue(load);
  });
  void enqueue(load);

  return {
    getWalks: () => [...held.values()].map(({ walk }) => walk),
    getWalk: (id) => held.get(id)?.walk,
    getDrafts: (id) => held.get(id)?.drafts ?? {},
    add(walk) {
      held.set(walk.id, createHeld(walk));
      void enqueue(() => keep(walk.id));
    },
    apply(id, event) {
      const own = held.get(id);
      if (!own) return undefined;
      const next = getNextState(own.walk, event);
      if (next.refusal !== undefined) return next;
      own.walk = next.walk;
      own.pending.push(event);
      void enqueue(() => keep(id));
      return next;
    },
    writeDraft(id, field, text) {
      const own = held.get(id);
      if (!own || (own.drafts[field] ?? '') === text) return;
      own.drafts = withDraft(own.drafts, field, text);
      own.changed.add(field);
      void enqueue(() => keepDrafts(id));
    },
    readFollowed: (sop) => enqueue(() => store.readFollowed(sop).catch(() => undefined)),
    writeFollowed: (followed) => void enqueue(() => store.writeFollowed(followed).catch(() => undefined)),
    forget: () => held.clear(),
    async eraseAll() {
      const isErased = await enqueue(() =>
        store.eraseAll().then(
          () => true,
          () => false,
        ),
      );
      held.clear();
      channel?.postMessage(ERASED);
      return isErased;
    },
    close: () => channel?.close(),
  };

  /**
   * Keeps what is new of a walk, its drafts in the same transaction. What another tab kept meanwhile comes first; what no longer fits
   * is said.
   */
  async function keep(id: string): Promise<void> {
    const own = held.get(id);
    if (!own) return;
    const events = own.pending.splice(0);
    const fields = takeChanged(own);
    let refusals: string[] = [];
    let next: Kept | undefined;
    try {
      await store.change(id, (kept) => {
        refusals = [];
        if (!kept && own.version > 0) return undefined;
        const isOurs = !kept || kept.version === own.version;
        const walk = isOurs ? own.walk : replay(kept.walk, events, refusals);
        const drafts = withTyped(kept?.drafts, own.drafts, fields);
        next = { id, walk, version: (kept?.version ?? 0) + 1, drafts };
        return next;
      });
    } catch (error) {
      own.pending.unshift(...events);
      fields.forEach((field) => own.changed.add(field));
      listener.onKept(toReason(error));
      return;
    }
    if (!next) {
      held.delete(id);
      listener.onRefusal('Another tab has erased this walk.');
    } else {
      own.version = next.version;
      own.walk = replay(next.walk, own.pending, refusals);
    }
    listener.onKept(undefined);
    refusals.forEach((refusal) => listener.onRefusal(`Not taken: another tab was first. ${refusal}`));
    listener.onChange();
    channel?.postMessage(CHANGED);
  }

  /**
   * Keeps what is being typed, and leaves what another tab typed into other fields. Whoever types is faster than a disk: the first of
   * what waits takes everything with it.
   */
  async function keepDrafts(id: string): Promise<void> {
    const own = held.get(id);
    if (!own || own.changed.size === 0) return;
    const fields = takeChanged(own);
    try {
      await store.change(id, (kept) => kept && { ...kept, drafts: withTyped(kept.drafts, own.drafts, fields) });
    } catch (error) {
      fields.forEach((field) => own.changed.add(field));
      listener.onKept(toReason(error));
    }
  }

  async function load(): Promise<void> {
    const all = await store.readAll().catch((error: unknown) => toReason(error));
    if (typeof all === 'string') {
      listener.onKept(all);
      listener.onLoad();
      return;
    }
    const old = all.filter(({ walk }) => isOld(walk)).map(({ id }) => id);
    if (old.length > 0) await store.remove(old).catch(() => undefined);
    const ids = new Set(all.map(({ id }) => id));
    for (const [id, { version, pending }] of held)
      if (version > 0 && pending.length === 0 && !ids.has(id)) held.delete(id);
    for (const { id, walk, version, drafts: kept } of all) {
      const own = held.get(id);
      if (old.includes(id) || (own && own.version >= version)) continue;
      const { pending, drafts, changed } = own ?? createHeld(walk);
      const next = { walk: replay(walk, pending, []), version, pending, changed };
      held.set(id, { ...next, drafts: withTyped(kept, drafts, changed) });
    }
    listener.onLoad();
  }

  /** One thing after the other, so that what is kept last is what was done last. */
  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(work, work);
    queue = done;
    return done;
  }
}

function createHeld(walk: Walk): Held {
  return { walk, version: 0, pending: [], drafts: {}, changed: new Set() };
}

/** The fields whose drafts are to be kept now. */
function takeChanged({ changed }: Held): string[] {
  const fields = [...changed];
  changed.clear();
  return fields;
}
