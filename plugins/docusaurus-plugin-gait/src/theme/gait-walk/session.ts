import { findCredentials } from '../../report/walk/credentials.ts';
import type { WalkEvent } from '../../report/walk/next-state.ts';
import type { Walk } from '../../report/walk/text.ts';
import { toTimestamp } from '../../report/walk/time.ts';
import { createChoice } from './choice.ts';
import { createKeeper } from './keeper.ts';
import { getShown, isSame, type SessionState } from './session-state.ts';
import { createWalkStore, type WalkStore } from './store.ts';

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

const NOT_ERASED =
  'Erased in this tab alone: the browser did not erase what it keeps. Clear the data of this site in its settings.';

/** Opens the walks of an SOP. Changes show at once, are kept right after, and reach other tabs. */
export function openSession(sop: SessionSop, store: WalkStore = createWalkStore()): Session {
  const listeners = new Set<() => void>();
  const choice = createChoice(sop.id);
  let state: SessionState = { isLoaded: false, walks: [], elsewhere: [], erased: 0 };
  let count = 0;
  const keeper = createKeeper(store, {
    onChange: show,
    onLoad() {
      update({ isLoaded: true });
      show();
    },
    onKept: (unkept) => update({ unkept }),
    onRefusal: (text) => say(text, true),
    onErased: forget,
  });
  void keeper.readFollowed(sop.id).then((followed) => update({ followed }));

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
      add(walk);
      say(`Walk ${walk.name} begun. Step 1 of ${walk.text?.length ?? 0}.`);
      return walk.id;
    },
    send(event) {
      const before = getActive();
      const next = before && keeper.apply(before.id, event);
      if (!next) return false;
      const { walk, refusal } = next;
      if (refusal !== undefined) {
        say(refusal, true);
        return false;
      }
      if (event.kind === 'tick') writeDraft(toNoteField(event.step), '');
      // A note is not lost with its tick: it can be changed, and goes into the next one.
      for (const { id, note = '' } of before.steps)
        if (!walk.steps.some((one) => one.id === id)) writeDraft(toNoteField(id), note);
      // The only open walk is shown without having been chosen; once it is finished it has to stay in sight.
      choice.write(walk.id);
      // What was said before is answered.
      update({ message: undefined });
      show();
      if (event.kind === 'finish' && walk.text)
        keeper.writeFollowed({ sop: sop.id, at: event.at, fingerprint: walk.fingerprint, text: walk.text });
      return true;
    },
    choose(id) {
      choice.write(id);
      show();
    },
    add(walk) {
      const isHere = keeper.getWalk(walk.id) !== undefined;
      add(isHere ? { ...walk, id: crypto.randomUUID(), name: `${walk.name} (copy)`.slice(0, 500) } : walk);
      say(isHere ? `${walk.name} is on this device already, so the file came in as a copy.` : `${walk.name} taken in.`);
    },
    getDraft: (field) => (state.active && keeper.getDrafts(state.active.id)[field]) ?? '',
    writeDraft,
    async eraseAll() {
      forget();
      const isErased = await keeper.eraseAll();
      show();
      if (isErased) say('Everything on this device is erased.');
      else say(NOT_ERASED, true);
    },
    say,
    close: keeper.close,
  };

  /** The walk that the page shows, as it is now. */
  function getActive(): Walk | undefined {
    return state.active && keeper.getWalk(state.active.id);
  }

  function add(walk: Walk): void {
    keeper.add(walk);
    choice.write(walk.id);
    show();
  }

  function writeDraft(field: string, typed: string, secrets?: readonly string[]): void {
    const text = findCredentials(typed, secrets).length > 0 ? '' : typed;
    if (state.active) keeper.writeDraft(state.active.id, field, text);
  }

  /** Lets go of what this tab has in memory. */
  function forget(): void {
    keeper.forget();
    choice.forget();
    update({ followed: undefined, erased: state.erased + 1 });
    show();
  }

  function show(): void {
    update(getShown(keeper.getWalks(), { sop: sop.id, chosen: choice.read() }));
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
}
