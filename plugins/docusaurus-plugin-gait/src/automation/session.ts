import { setTimeout } from 'node:timers/promises';
import type { GaitException } from '../model/schema/exception.ts';
import type { Manifest } from '../model/schema/manifest.ts';
import { createClients } from './clients.ts';
import type { Call, Mocks } from './clients.ts';
import type { Concealer } from './conceal.ts';
import { createConnections } from './connections.ts';
import type { Connection, Connections } from './connections.ts';
import type { Context } from './contract.ts';
import { getErrorText, RunError } from './errors.ts';
import type { Reach, Reaches } from './reaches/contract.ts';
import { createReaches } from './reaches/index.ts';

/** Phases that get a context; only two of them may write. */
export type ContextPhase = 'plan' | 'apply' | 'verify' | 'undo';

/** Who runs, where. `caller` is an ARN. */
export interface Identity {
  account: string;
  caller: string;
  region: string;
  partition: string;
}

/** An open way to AWS for one run. */
export interface Session extends Identity {
  /** What a phase may use; calls made with it are told with the action's id. */
  createContext: (phase: ContextPhase, action?: string) => Context;
  connections: Connections;
  close: () => Promise<void>;
}

/** A call of a run, and where in the run it was made. */
export interface PlacedCall extends Call {
  phase: ContextPhase;
  action?: string;
}

/** What a session is made of. */
export interface SessionOptions {
  root: string;
  manifest: Manifest;
  connection: Connection;
  inputs: Context['inputs'];
  exceptions: readonly GaitException[];
  knowledgeBase: Reaches['knowledgeBase'];
  /** Values that a search for credentials passes over. */
  allowedSecrets: readonly string[];
  now: Date;
  signal: AbortSignal;
  concealer: Concealer;
  onLog: (message: string) => void;
  onCall: (call: PlacedCall) => void;
  onReach: (reach: Reach, what: string) => void;
  /** Replaces waiting, in tests. */
  wait?: (milliseconds: number) => Promise<void>;
  /** Replace what the emulator lacks, and the world beside AWS, in tests. */
  mocks?: Mocks;
  fakes?: Partial<Reaches>;
}

/**
 * Opens the way to AWS and asks who we are there.
 * @throws {RunError} when AWS does not say who we are, or no region is set.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const connections = createConnections(options.connection);
  try {
    const identity = await readIdentity(connections);
    return {
      ...identity,
      connections,
      createContext: (phase, action) => createContext({ ...options, phase, action, identity, connections }),
      close: connections.close,
    };
  } catch (error) {
    await connections.close();
    throw error;
  }
}

/** Who the credentials of connections are. @throws {RunError} as {@link openSession}. */
export async function readIdentity(connections: Connections): Promise<Identity> {
  const sts = await connections.get('sts');
  let region: string;
  try {
    region = await sts.config.region();
  } catch {
    throw new RunError('Unexpected absence of a region, expected one', 'Add `--region eu-west-1` or set AWS_REGION.');
  }
  try {
    // Needs no permission, so it is not asked of the manifest.
    const { Account: account, Arn: caller } = await sts.getCallerIdentity({});
    if (account === undefined || caller === undefined) throw new Error('AWS gave no account');
    return { account, caller, region, partition: caller.split(':')[1] ?? 'aws' };
  } catch (error) {
    if (error instanceof RunError) throw error;
    throw new RunError(
      `Unexpected answer when asking AWS who we are, expected an account: ${getErrorText(error)}`,
      'Sign in, or set AWS_PROFILE; credentials come from the standard AWS chain.',
    );
  }
}

function createContext(
  options: SessionOptions & {
    phase: ContextPhase;
    action: string | undefined;
    identity: Identity;
    connections: Connections;
  },
): Context {
  const { phase, action, identity, connections, manifest, inputs, exceptions, now, signal, concealer } = options;
  const { account, region, partition } = identity;
  const mayWrite = phase === 'apply' || phase === 'undo';
  const clients = createClients(connections, {
    permissions: manifest.permissions,
    place: { account, region, partition },
    mayWrite,
    mocks: options.mocks,
    // A read may be cut short; a write that has begun is waited for, so that we know what it did.
    signal: mayWrite ? undefined : signal,
    onCall: (call) => options.onCall({ ...call, phase, action }),
  });
  const { root, knowledgeBase, allowedSecrets, fakes, onReach } = options;
  const allowed = manifest.reaches;
  const reaches = createReaches({ root, allowed, knowledgeBase, allowedSecrets, signal, fakes, onReach });
  return Object.freeze({
    ...reaches,
    clients,
    inputs,
    exceptions,
    now,
    account,
    region,
    partition,
    log: options.onLog,
    conceal: concealer.conceal,
    wait:
      options.wait ?? (async (milliseconds: number) => void (await setTimeout(milliseconds, undefined, { signal }))),
  });
}
