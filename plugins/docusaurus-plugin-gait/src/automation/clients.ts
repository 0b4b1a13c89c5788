import type { Manifest } from '../model/schema/manifest.ts';
import type { Connections } from './connections.ts';
import { PermissionError } from './errors.ts';
import { SERVICES } from './iam-actions/index.ts';
import type { Service } from './iam-actions/index.ts';
import type { Operation, ServiceDefinition } from './iam-actions/service.ts';
import { getQuestions, isAllowed } from './permissions.ts';
import type { Place } from './permissions.ts';

type ClientOf<Key extends Service> = Awaited<ReturnType<(typeof SERVICES)[Key]['create']>>;

/** AWS as an automation sees it: one function per command of the table, nothing else. `clients.ec2.describeNetworkInterfaces({…})` */
export type Clients = {
  readonly [Key in Service]: Pick<ClientOf<Key>, keyof (typeof SERVICES)[Key]['commands'] & keyof ClientOf<Key>>;
};

/** One command that an automation sent or tried to send. Never its parameters: they may hold secrets. */
export interface Call {
  service: Service;
  operation: string;
  access: Operation['access'];
  actions: readonly string[];
  isRefused: boolean;
  /** Whether a test answered in the place of AWS. */
  isMocked: boolean;
}

/**
 * Answers in the place of an emulator that lacks a call, in tests, by name: `{'cloudTrail.lookupEvents': () => ({Events: []})}`. Permissions are
 * held all the same, and a run that had a writing command answered like this writes no record.
 */
export type Mocks = Readonly<Record<string, (input: never) => unknown>>;

/** What the runtime lets through. */
export interface Guard {
  permissions: Manifest['permissions'];
  place: Place;
  /** False while planning and verifying. */
  mayWrite: boolean;
  /** Cuts calls short. */
  signal?: AbortSignal;
  mocks?: Mocks;
  onCall(call: Call): void;
}

/** Builds what an automation gets. A command outside the guard is refused before it is sent: the promise rejects with PermissionError. */
export function createClients(connections: Pick<Connections, 'get'>, guard: Guard): Clients {
  const services = Object.entries(SERVICES).map(([service, definition]): [string, Record<string, Send>] => {
    const { commands }: ServiceDefinition<unknown, Record<string, Operation>> = definition;
    const sends = Object.entries(commands).map(([operation, needs]): [string, Send] => [
      operation,
      createCommand({ service: service as Service, operation, needs, guard, connections }),
    ]);
    return [service, Object.freeze(Object.fromEntries(sends))];
  });
  return Object.freeze(Object.fromEntries(services)) as unknown as Clients;
}

type SdkCommand = (input: object, options: { abortSignal?: AbortSignal }) => Promise<unknown>;

type Send = (input?: object) => Promise<unknown>;

interface Command {
  service: Service;
  operation: string;
  needs: Operation;
  guard: Guard;
}

function createCommand(command: Command & { connections: Pick<Connections, 'get'> }): Send {
  const { service, operation, needs, guard, connections } = command;
  const name = `${service}.${operation}`;
  const mock =
    guard.mocks && Object.hasOwn(guard.mocks, name)
      ? (guard.mocks[name] as ((input: object) => unknown) | undefined)
      : undefined;
  return async (input = {}) => {
    const refusal = getRefusal(command, input);
    const { actions, access } = needs;
    const isMocked = mock !== undefined;
    guard.onCall({ service, operation, access, actions, isRefused: refusal !== undefined, isMocked });
    if (refusal !== undefined) throw new PermissionError(refusal);
    if (mock) return mock(input);
    const client = (await connections.get(service)) as unknown as Record<string, SdkCommand>;
    return client[operation]?.(input, { abortSignal: guard.signal });
  };
}

function getRefusal({ service, operation, needs, guard }: Command, input: object): string | undefined {
  const missing = getQuestions(needs, input, guard.place).filter((question) => !isAllowed(question, guard.permissions));
  if (missing.length > 0) {
    const list = missing
      .map(({ action, resources = [] }) => {
        const isKnown = isAllowed({ action }, guard.permissions);
        return isKnown ? `\`${action}\` on ${resources.map((one) => `\`${one}\``).join(', ')}` : `\`${action}\``;
      })
      .join(', ');
    return `Unexpected command \`${service}.${operation}\`, expected ${list} among the manifest's permissions; it was not sent`;
  }
  if (needs.access === 'write' && !guard.mayWrite) {
    return `Unexpected command \`${service}.${operation}\` outside of apply and undo, expected reads only; it was not sent`;
  }
  return undefined;
}
