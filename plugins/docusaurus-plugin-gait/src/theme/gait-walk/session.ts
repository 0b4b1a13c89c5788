import { findCredentials } from '../../report/walk/credentials.ts';
import { getNextState, replay, type WalkEvent } from '../../report/walk/next-state.ts';
import type { Walk } from '../../report/walk/text.ts';
import { toTimestamp } from '../../report/walk/time.ts';
import { createChoice } from './choice.ts';
import { getShown, isOld, isSame, toReason, type SessionState } from './session-state.ts';
import { createWalkStore, withDraft, withTyped, type Drafts, type Kept, type WalkStore } from './store.ts';

/** The SOP that the page shows. */
export interface SessionSop {
  id: string;
  title: string;
  fingerprint: string;
  commit: string | null;
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
  /** What was typed into a field of the active walk and is not part of it yet; empty when nothing was. */
  getDraft: (field: string) => string;
  /**
   * Keeps what is being typed into a field of the active walk. An empty text is forgotten, and so is what looks like a credential or
   * holds one of `secrets`: values that were typed on this page.
   */
  writeDraft: (field: string, text: string, secrets?: readonly string[]) => void;
  /** Erases what this site keeps on the device, and says whether the browser did it. */
  eraseAll: () => Promise<void>;
  say: (text: string, isRefusal?: boolean) => void;
  close: () => void;
}

/** Field of the note of a step, for drafts. */
export function toNoteField(step: string): string {
  return `note:${step}`;
}

/** The reader's time as records have it. */
export function getNow(): string {
  const now = new Date();
  return toTimestamp(now.getTime(), -now.getTimezoneOffset());
}

const CHANNEL = 'gait-walks';
/** What tabs tell each other. */
const CHANGED = 'changed';
const ERASED = 'erased';
const NOT_ERASED =
  'Erased in this tab alone: the browser did not erase what it keeps. Clear the data of this site in its settings.';

/** What a tab has of a walk: as it shows it, the version that it comes from, and the events that are not kept yet. */
interface Held {
  walk: Walk;
  version: number;
  pending: WalkEvent[];
  drafts: Drafts;
  /** Fields of drafts that are not kept yet. */
  changed: Set<string>;
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
      if (event.kind === 'tick') writeDraft(toNoteField(event.step), '');
      // A note is not lost with its tick: it can be changed, and goes into the next one.
      for (const { id, note = '' } of own.walk.steps)
        if (!walk.steps.some((one) => one.id === id)) writeDraft(toNoteField(id), note);
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
    getDraft: (field) => (state.active && held.get(state.active.id)?.drafts[field]) ?? '',
    writeDraft,
    async eraseAll() {
      forget();
      await queue;
      const isErased = await store.eraseAll().then(
        () => true,
        () => false,
      );
      held.clear();
      channel?.postMessage(ERASED);
      show();
      if (isErased) say('Everything on this device is erased.');
      else say(NOT_ERASED, true);
    },
    say,
    close: () => channel?.close(),
  };

  function writeDraft(field: string, typed: string, secrets?: readonly string[]): void {
    const own = state.active && held.get(state.active.id);
    const text = findCredentials(typed, secrets).length > 0 ? '' : typed;
    if (!own || (own.drafts[field] ?? '') === text) return;
    own.drafts = withDraft(own.drafts, field, text);
    own.changed.add(field);
    enqueue(() => keepDrafts(own.walk.id));
  }

  /** Lets go of what this tab has in memory. */
  function forget(): void {
    held.clear();
    choice.forget();
    update({ followed: undefined, erased: state.erased + 1 });
    show();
  }

  function hold(walk: Walk): void {
    held.set(walk.id, createHeld(walk));
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
        next = { ...kept, id, walk, version: (kept?.version ?? 0) + 1 };
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

  /**
   * Keeps what is being typed, and leaves what another tab typed into other fields. Whoever types is faster than a disk: the first of
   * what waits takes everything with it.
   */
  async function keepDrafts(id: string): Promise<void> {
    const own = held.get(id);
    if (!own || own.changed.size === 0) return;
    const fields = [...own.changed];
    own.changed.clear();
    try {
      await store.change(id, (kept) => {
        if (!kept) return undefined;
        return { ...kept, drafts: withTyped(kept.drafts, own.drafts, fields) };
      });
    } catch (error) {
      fields.forEach((field) => own.changed.add(field));
      update({ unkept: toReason(error) });
    }
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
    for (const { id, walk, version, drafts: kept } of all) {
      const own = held.get(id);
      if (old.includes(id) || (own && own.version >= version)) continue;
      const { pending, drafts, changed } = own ?? createHeld(walk);
      const next = { walk: replay(walk, pending, []), version, pending, changed };
      held.set(id, { ...next, drafts: withTyped(kept, drafts, changed) });
    }
    update({ isLoaded: true });
    show();
  }

  function show(): void {
    const walks = [...held.values()].map(({ walk }) => walk);
    update(getShown(walks, { sop: sop.id, chosen: choice.read() }));
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

function createHeld(walk: Walk): Held {
  return { walk, version: 0, pending: [], drafts: {}, changed: new Set() };
}
