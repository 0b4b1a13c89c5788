import { getAllowedSecrets } from '../model/allowed-secrets.ts';
import { createConnections } from './connections.ts';
import type { Connections } from './connections.ts';
import { createJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import type { RunOptions } from './options.ts';
import type { Preparation } from './prepare.ts';
import { createRunId } from './record.ts';
import { assumeRole } from './role.ts';
import { openSession, readIdentity } from './session.ts';
import type { Identity, Session } from './session.ts';
import { toDay } from './time.ts';

/** A run whose way to AWS is open. */
export interface OpenRun {
  options: RunOptions;
  preparation: Preparation;
  /** What the automation works with. */
  session: Session;
  /** The caller's own way to AWS, for what is not the automation's: lock, approvals and waking. */
  own: Connections;
  /** Who started it, as AWS says. */
  caller: Identity;
  id: string;
  /** Undefined in a dry run, which leaves nothing behind. */
  journal: Journal | undefined;
  /** What tests answered in the place of AWS and the world, by name; true when it changes something. */
  mocked: Map<string, boolean>;
  /** Aborted when the person wants out, or the lock was lost. */
  signal: AbortSignal;
  abort: () => void;
}

/**
 * Opens the way to AWS, makes the journal of an apply, and hands both to `work`; closes everything afterwards.
 * @throws {RunError} when AWS does not say who we are, or does not let us assume the role.
 */
export async function withOpenRun<Answer>(
  options: RunOptions,
  preparation: Preparation,
  work: (run: OpenRun) => Promise<Answer>,
): Promise<Answer> {
  const { subject, target, concealer } = preparation;
  const lost = new AbortController();
  const signal = AbortSignal.any([options.signal, lost.signal]);
  const id = createRunId({
    ...options,
    date: toDay(options.now(), subject.configuration.timezone),
    folders: subject.sops.map((sop) => `${subject.configuration.paths.records}/${sop.id}`),
  });
  const own = createConnections(target.connection);
  let session: Session | undefined;
  try {
    const caller = await readIdentity(own);
    const { manifest } = subject;
    const credentials =
      options.role === undefined
        ? undefined
        : await assumeRole(own, { role: options.role, manifest, session: `gait-${id}` });
    const run: Omit<OpenRun, 'session'> = {
      options,
      preparation,
      own,
      caller,
      id,
      journal: options.isApply ? createJournal({ ...options, run: id, hide: concealer.hide }) : undefined,
      mocked: new Map(),
      signal,
      abort: () => lost.abort(),
    };
    session = await openSession({
      ...options,
      manifest,
      connection: { ...target.connection, credentials },
      inputs: preparation.inputs,
      exceptions: getInForce(preparation, options.now()),
      knowledgeBase: getKnowledgeBase(preparation),
      allowedSecrets: getAllowedSecrets(subject.configuration),
      now: new Date(options.now()),
      signal,
      concealer,
      ...createWitness(run),
    });
    return await work({ ...run, session });
  } finally {
    await Promise.all([own.close(), session?.close()]);
  }
}

/** Keeps what an automation does in the journal, and what was not the real world's answer in mind. */
function createWitness(
  run: Omit<OpenRun, 'session'>,
): Pick<Parameters<typeof openSession>[0], 'onLog' | 'onCall' | 'onReach'> {
  const { options, journal, mocked } = run;
  const { hide } = run.preparation.concealer;
  return {
    onLog: (message) => {
      journal?.write({ event: 'log', message });
      options.reporter.onLog(hide(message));
    },
    onCall: ({ phase, action, service, operation, access, actions, isRefused, isMocked }) => {
      const command = `${service}.${operation}`;
      if (isMocked && !isRefused) mocked.set(command, access === 'write');
      journal?.write({
        event: 'call',
        phase,
        ...(action !== undefined && { action }),
        command,
        access,
        actions,
        ...(isRefused && { refused: true }),
        ...(isMocked && { mocked: true }),
      });
    },
    onReach: (reach, what) => {
      if (isFaked(reach, options.fakes)) mocked.set(reach, false);
      journal?.write({ event: 'reach', reach, what });
    },
  };
}

function isFaked(reach: string, fakes: RunOptions['fakes'] = {}): boolean {
  if (reach.startsWith('tool:')) return fakes.tools !== undefined;
  const name = reach === 'knowledge-base' ? 'knowledgeBase' : reach;
  return fakes[name as keyof typeof fakes] !== undefined;
}

function getInForce({ subject }: Preparation, now: number): Preparation['subject']['exceptions'] {
  const day = toDay(now, subject.configuration.timezone);
  return subject.exceptions.filter(({ granted_on, expires }) => granted_on <= day && day <= expires);
}

function getKnowledgeBase({ subject }: Preparation): Parameters<typeof openSession>[0]['knowledgeBase'] {
  const owners = Object.entries(subject.configuration.owners);
  return {
    exceptions: subject.exceptions,
    owners: Object.fromEntries(owners.map(([key, { name, contact }]) => [key, { name, contact }])),
    sops: subject.sops.map(({ id }) => id),
  };
}

/** How a run was carried out, for its record: which credentials, who holds the limits, and what was not the real world. */
export function getMode({ options, preparation, mocked }: OpenRun): string {
  const place = preparation.target.connection.endpoint ? 'Emulator on the same machine' : 'AWS';
  const started =
    options.trigger === undefined ? '' : `, started by ${options.trigger === 'event' ? 'an event' : 'its schedule'}`;
  const limits =
    options.role === undefined
      ? "the caller's own credentials; commands outside the manifest's permissions are refused by the runtime before they are sent"
      : `the role ${options.role}, limited by a session policy to the manifest's permissions, which AWS holds; the runtime refuses other commands as well`;
  const answered = [...mocked.keys()].sort();
  return `${place}${started}; ${limits}${answered.length === 0 ? '' : `; answered by the test: ${answered.join(', ')}`}`;
}
