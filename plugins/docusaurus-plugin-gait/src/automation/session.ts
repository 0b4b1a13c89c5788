import { setTimeout } from 'node:timers/promises';
import type { Manifest } from '../model/schema/manifest.ts';
import type { GaitException } from '../model/schema/exception.ts';
import { createClients } from './clients.ts';
import type { Call } from './clients.ts';
import { createConnections } from './connections.ts';
import type { Connection, Connections } from './connections.ts';
import type { Context } from './contract.ts';
import { getErrorText, RunError } from './errors.ts';

/** Phases that get a context; only two of them may write. */
type ContextPhase = 'plan' | 'apply' | 'verify' | 'undo';

/** Who runs, where. */
export interface Identity {
  account: string;
  caller: string;
  region: string;
}

/** An open way to AWS for one run. */
export interface Session extends Identity {
  createContext: (phase: ContextPhase) => Context;
  close: () => Promise<void>;
}

/** What a session is made of. */
export interface SessionOptions {
  manifest: Manifest;
  connection: Connection;
  inputs: Context['inputs'];
  exceptions: readonly GaitException[];
  now: Date;
  signal: AbortSignal;
  onLog: (message: string) => void;
  onCall: (phase: ContextPhase, call: Call) => void;
  /** Replaces waiting, in tests. */
  wait?: (milliseconds: number) => Promise<void>;
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
      createContext: (phase) => createContext({ ...options, phase, identity, connections }),
      close: connections.close,
    };
  } catch (error) {
    await connections.close();
    throw error;
  }
}

async function readIdentity(connections: Connections): Promise<Identity> {
  const sts = await connections.getSts();
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
    return { account, caller, region };
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
    identity: Identity;
    connections: Connections;
  },
): Context {
  const { phase, identity, connections, manifest, inputs, exceptions, now, signal } = options;
  const mayWrite = phase === 'apply' || phase === 'undo';
  const clients = createClients(connections, {
    permissions: manifest.permissions,
    mayWrite,
    // A read may be cut short; a write that has begun is waited for, so that we know what it did.
    signal: mayWrite ? undefined : signal,
    onCall: (call) => options.onCall(phase, call),
  });
  return Object.freeze({
    clients,
    inputs,
    exceptions,
    now,
    account: identity.account,
    region: identity.region,
    log: options.onLog,
    wait:
      options.wait ?? (async (milliseconds: number) => void (await setTimeout(milliseconds, undefined, { signal }))),
  });
}
