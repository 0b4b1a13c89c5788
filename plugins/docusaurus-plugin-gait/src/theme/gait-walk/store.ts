import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Walk, WalkStep } from '../../report/walk/text.ts';

/**
 * What is typed and not part of the walk yet, by field: `note:<step>`, `approval:<step>:<gate>`, `record:<detail>`. Never in a file
 * that is handed over.
 */
export type Drafts = Readonly<Record<string, string>>;

/** Drafts with the text of a field; an empty one is left out. */
export function withDraft(drafts: Drafts, field: string, text: string): Drafts {
  const { [field]: _, ...others } = drafts;
  return text === '' ? others : { ...others, [field]: text };
}

/** What is kept, with what was typed here into some of the fields. */
export function withTyped(kept: Drafts = {}, typed: Drafts, fields: Iterable<string>): Drafts {
  return [...fields].reduce((all, field) => withDraft(all, field, typed[field] ?? ''), kept);
}

/** A walk as it is kept: `version` grows with each change of the walk, so that two tabs know of each other. */
export interface Kept {
  id: string;
  version: number;
  walk: Walk;
  drafts?: Drafts;
}

/** The text of an SOP that was last followed to its end on this device; nothing of the walk itself. */
export interface Followed {
  sop: string;
  at: string;
  fingerprint: string;
  text: WalkStep[];
}

interface Schema extends DBSchema {
  walks: { key: string; value: Kept };
  followed: { key: string; value: Followed };
}

/** Where walks are kept on the device. Every method rejects when the device keeps nothing (private mode, full disk). */
export interface WalkStore {
  readAll(): Promise<Kept[]>;
  /**
   * Changes a walk in one transaction: nobody else changes it between reading and writing. `change` gets what is kept and answers
   * what to keep, or undefined to leave it.
   */
  change(id: string, change: (kept: Kept | undefined) => Kept | undefined): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  readFollowed(sop: string): Promise<Followed | undefined>;
  writeFollowed(followed: Followed): Promise<void>;
  eraseAll(): Promise<void>;
}

/** The store in the browser's database. The database is opened at the first use, and again when the browser has closed it. */
export function createWalkStore(): WalkStore {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  const open = (): Promise<IDBPDatabase<Schema>> => {
    opening ??= openDB<Schema>('gait', 1, {
      upgrade(database) {
        database.createObjectStore('walks', { keyPath: 'id' });
        database.createObjectStore('followed', { keyPath: 'sop' });
      },
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        opening = undefined;
      },
      terminated() {
        opening = undefined;
      },
    }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    readAll: async () => (await open()).getAll('walks'),
    async change(id, change) {
      // `strict`: a tick that the page shows as kept survives a crash of the machine.
      const transaction = (await open()).transaction('walks', 'readwrite', { durability: 'strict' });
      const settled = transaction.done.catch((error: unknown) => error as Error);
      const next = change(await transaction.store.get(id));
      if (next) await transaction.store.put(next);
      const failure = await settled;
      if (failure) throw failure;
    },
    async remove(ids) {
      const transaction = (await open()).transaction('walks', 'readwrite');
      await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
    },
    readFollowed: async (sop) => (await open()).get('followed', sop),
    async writeFollowed(followed) {
      await (await open()).put('followed', followed);
    },
    async eraseAll() {
      const transaction = (await open()).transaction(['walks', 'followed'], 'readwrite');
      await Promise.all([
        transaction.objectStore('walks').clear(),
        transaction.objectStore('followed').clear(),
        transaction.done,
      ]);
    },
  };
}
