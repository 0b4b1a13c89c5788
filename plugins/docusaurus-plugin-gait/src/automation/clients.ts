import type { EC2 } from '@aws-sdk/client-ec2';
import type { IAM } from '@aws-sdk/client-iam';
import type { Manifest } from '../model/schema/manifest.ts';
import type { Connections } from './connections.ts';
import { PermissionError } from './errors.ts';
import { IAM_ACTIONS } from './iam-actions.ts';
import type { Operation, Service } from './iam-actions.ts';
import { isAllowed } from './permissions.ts';

/** AWS as an automation sees it: one function per command of the table, nothing else. `clients.ec2.describeNetworkInterfaces({…})` */
export interface Clients {
  readonly ec2: Pick<EC2, keyof (typeof IAM_ACTIONS)['ec2']>;
  readonly iam: Pick<IAM, keyof (typeof IAM_ACTIONS)['iam']>;
}

/** One command that an automation sent or tried to send. Never its parameters: they may hold secrets. */
export interface Call {
  service: Service;
  operation: string;
  actions: readonly string[];
  isRefused: boolean;
}

/** What the runtime lets through. */
export interface Guard {
  permissions: Manifest['permissions'];
  /** False while planning and verifying. */
  mayWrite: boolean;
  /** Cuts calls short. */
  signal?: AbortSignal;
  onCall(call: Call): void;
}

/** Builds what an automation gets. A command outside the guard is refused before it is sent: the promise rejects with PermissionError. */
export function createClients(connections: Connections, guard: Guard): Clients {
  const services = (Object.keys(IAM_ACTIONS) as Service[]).map((service): [Service, Record<string, Send>] => {
    const commands = Object.entries(IAM_ACTIONS[service]).map(([operation, needs]): [string, Send] => [
      operation,
      createCommand({ service, operation, needs, guard, connections }),
    ]);
    return [service, Object.freeze(Object.fromEntries(commands))];
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

function createCommand(command: Command & { connections: Connections }): Send {
  const { service, operation, needs, guard, connections } = command;
  return async (input = {}) => {
    const refusal = getRefusal(command);
    guard.onCall({ service, operation, actions: needs.actions, isRefused: refusal !== undefined });
    if (refusal !== undefined) throw new PermissionError(refusal);
    const client = (await connections.get(service)) as unknown as Record<string, SdkCommand>;
    return client[operation]?.(input, { abortSignal: guard.signal });
  };
}

function getRefusal({ service, operation, needs, guard }: Command): string | undefined {
  const missing = needs.actions.filter((action) => !isAllowed(action, guard.permissions));
  if (missing.length > 0) {
    const list = missing.map((action) => `\`${action}\``).join(', ');
    return `Unexpected command \`${service}.${operation}\`, expected ${list} among the manifest's permissions; it was not sent`;
  }
  if (needs.access === 'write' && !guard.mayWrite) {
    return `Unexpected command \`${service}.${operation}\` outside of apply and undo, expected reads only; it was not sent`;
  }
  return undefined;
}
