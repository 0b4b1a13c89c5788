import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionResult } from './apply.ts';
import type { Action } from './contract.ts';
import { RunError } from './errors.ts';

/** Where runs are kept, below the root of the knowledge base. Not committed: a journal names resources and weak spots. */
export const RUNS_FOLDER = '.gait/runs';

/** What happened, one line of JSON each. Names, states and counts; never parameters of calls, never a secret. */
type JournalEvent =
  | {
      event: 'started';
      run: string;
      automation: string;
      account: string;
      caller: string;
      region: string;
      environment: string;
      inputs: Record<string, string | undefined>;
      /** The run that this one takes back. */
      undoes?: string;
    }
  | { event: 'call'; phase: string; command: string; actions: readonly string[]; refused?: true }
  | { event: 'log'; message: string }
  | { event: 'planned'; examined: number; actions: number; findings: number; affected: number; limit: number }
  | { event: 'stopped'; reason: string; woken: string[] }
  | { event: 'action-begun'; action: Action<unknown> }
  | { event: 'action-done'; id: string }
  | { event: 'action-failed'; id: string; error: string }
  | { event: 'evidence'; name: string; sha256: string }
  | { event: 'verified'; problems: number }
  | { event: 'undone'; id: string; by: string }
  | { event: 'ended'; status: string; records: string[]; error?: string };

/** A journal entry as it stands in the file. */
export type JournalEntry = JournalEvent & { at: string };

/** The journal of one run. Every line is on disk before the next thing happens, so a killed run still says how far it came. */
export interface Journal {
  /** Relative to the root, with `/`. */
  folder: string;
  write(event: JournalEvent): void;
  writeEvidence(name: string, text: string): void;
}

/** Opens the journal of a run, new or not. Only the owner of the files may read them. */
export function createJournal(options: { root: string; run: string; now: () => number }): Journal {
  const folder = `${RUNS_FOLDER}/${options.run}`;
  const path = join(options.root, folder);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return {
    folder,
    write: (event) => {
      const entry = { at: new Date(options.now()).toISOString(), ...event };
      appendFileSync(join(path, 'journal.jsonl'), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    },
    writeEvidence: (name, text) => {
      if (!/^[a-z0-9][a-z0-9.-]*$/u.test(name)) {
        throw new Error(`Unexpected evidence file \`${name}\`, expected a plain name in lower case`);
      }
      writeFileSync(join(path, name), text, { mode: 0o600, flag: 'wx' });
    },
  };
}

/** Writes what happens to an action, as it happens. */
export function writeChange(journal: Journal, { action, state, error }: ActionResult<Action<unknown>>): void {
  if (state === 'open') journal.write({ event: 'action-begun', action });
  else if (state === 'done') journal.write({ event: 'action-done', id: action.id });
  else journal.write({ event: 'action-failed', id: action.id, error: error ?? 'unknown' });
}

/**
 * Reads the journal of a run back.
 * @throws {RunError} when there is no such run.
 */
export function readJournal(root: string, run: string): JournalEntry[] {
  const path = join(root, RUNS_FOLDER, run, 'journal.jsonl');
  if (!/^[a-z0-9-]+$/u.test(run) || !existsSync(path)) {
    throw new RunError(`Unexpected run \`${run}\`, expected one with a journal under ${RUNS_FOLDER}/`);
  }
  // A line that was cut off by a crash is the last one, and says nothing.
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as JournalEntry];
      } catch {
        return [];
      }
    });
}

/**
 * The actions of a journal that may be in effect, last first: those that were done, and those that had begun when the run was cut off.
 * One that failed is not among them, nor one that was taken back already.
 */
export function getUndoable(entries: readonly JournalEntry[]): Action<unknown>[] {
  const begun = new Map<string, Action<unknown>>();
  for (const entry of entries) {
    if (entry.event === 'action-begun') begun.set(entry.action.id, entry.action);
    else if (entry.event === 'action-failed' || entry.event === 'undone') begun.delete(entry.id);
  }
  return [...begun.values()].reverse();
}
