import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionResult } from './apply.ts';
import type { Json } from '../model/json.ts';
import type { Concealer } from './conceal.ts';
import type { Action, AppliedAction } from './contract.ts';
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
  | {
      event: 'call';
      phase: string;
      /** The action of the plan that it was made for. */
      action?: string;
      command: string;
      access: 'read' | 'write';
      actions: readonly string[];
      refused?: true;
      mocked?: true;
    }
  | { event: 'reach'; reach: string; what: string }
  | { event: 'log'; message: string }
  | {
      event: 'planned';
      examined: number;
      actions: number;
      findings: number;
      affected: number;
      limit: number;
      hash: string;
    }
  | { event: 'approved'; by: string; hash: string }
  | { event: 'stopped'; reason: string; woken: string[]; failures?: { channel: string; error: string }[] }
  | { event: 'action-begun'; action: Action<unknown> }
  | { event: 'action-done'; id: string; resource: string; result?: Json }
  | { event: 'action-failed'; id: string; resource: string; error: string }
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
export function createJournal(options: {
  root: string;
  run: string;
  now: () => number;
  hide?: Concealer['hide'];
  onJournal?: (line: string) => void;
}): Journal {
  const { hide = (value) => value } = options;
  const folder = `${RUNS_FOLDER}/${options.run}`;
  const path = join(options.root, folder);
  // Made with the first line: a run that cannot begin leaves nothing behind.
  const makeFolder = (): void => void mkdirSync(path, { recursive: true, mode: 0o700 });
  return {
    folder,
    write: (event) => {
      makeFolder();
      const line = JSON.stringify(hide({ at: new Date(options.now()).toISOString(), ...event }));
      appendFileSync(join(path, 'journal.jsonl'), `${line}\n`, { mode: 0o600 });
      options.onJournal?.(line);
    },
    writeEvidence: (name, text) => {
      if (!/^[a-z0-9][a-z0-9.-]*$/u.test(name)) {
        throw new Error(`Unexpected evidence file \`${name}\`, expected a plain name in lower case`);
      }
      makeFolder();
      writeFileSync(join(path, name), hide(text), { mode: 0o600, flag: 'wx' });
    },
  };
}

/** Writes what happens to an action, as it happens. */
export function writeChange(journal: Journal, { action, state, error, result }: ActionResult<Action<unknown>>): void {
  const { id, resource } = action;
  if (state === 'open') journal.write({ event: 'action-begun', action });
  else if (state === 'done') {
    journal.write({ event: 'action-done', id, resource, ...(result !== undefined && { result }) });
  } else journal.write({ event: 'action-failed', id, resource, error: error ?? 'unknown' });
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
 * The actions of a journal that may be in effect, last first: those that were done, those that had begun when the run was cut off, and those
 * that failed after they had sent something that changes. One that was taken back already is not among them.
 */
export function getUndoable(entries: readonly JournalEntry[]): AppliedAction<unknown>[] {
  const begun = new Map<string, AppliedAction<unknown>>();
  const written = new Set<string>();
  for (const entry of entries) {
    if (entry.event === 'action-begun') begun.set(entry.action.id, { ...entry.action, result: null });
    else if (entry.event === 'call' && entry.access === 'write' && !entry.refused) written.add(entry.action ?? '');
    else if (entry.event === 'action-done') keepResult(begun.get(entry.id), entry.result);
    else if (entry.event === 'action-failed' && !written.has(entry.id)) begun.delete(entry.id);
    else if (entry.event === 'undone') begun.delete(entry.id);
  }
  return [...begun.values()].reverse();
}

function keepResult(action: AppliedAction<unknown> | undefined, result: Json = null): void {
  if (action !== undefined) action.result = result;
}
