import type { EC2 } from '@aws-sdk/client-ec2';
import type { IAM } from '@aws-sdk/client-iam';
import type { STS } from '@aws-sdk/client-sts';
import { RunError } from './errors.ts';
import type { Service } from './iam-actions.ts';
import { isLoopbackHost } from './target.ts';

/** How to reach AWS; credentials come from the SDK's standard chain and from nowhere else. */
export interface Connection {
  /** Only set for an emulator on this machine. */
  endpoint?: string;
  region?: string;
}

interface SdkClient {
  destroy(): void;
}

/** Opens connections when first used and shares them between phases. */
export interface Connections {
  get(service: Service): Promise<SdkClient>;
  getSts(): Promise<STS>;
  close: () => Promise<void>;
}

/** SDK clients are optional packages, loaded when used. @throws {RunError} from `get` when one is not installed. */
export function createConnections(connection: Connection): Connections {
  const config = { ...connection, maxAttempts: 5 };
  const open = {
    ec2: async () => new (await load(import('@aws-sdk/client-ec2'), 'ec2')).EC2(config),
    iam: async () => new (await load(import('@aws-sdk/client-iam'), 'iam')).IAM(config),
    sts: async () => new (await load(import('@aws-sdk/client-sts'), 'sts')).STS(config),
  };
  const isEmulator = connection.endpoint !== undefined;
  const opened = new Map<keyof typeof open, Promise<SdkClient>>();
  const get = <Key extends keyof typeof open>(service: Key): ReturnType<(typeof open)[Key]> => {
    const client = opened.get(service) ?? open[service]().then((made) => checkPlace(made, isEmulator));
    opened.set(service, client);
    return client as ReturnType<(typeof open)[Key]>;
  };
  return {
    get,
    getSts: () => get('sts'),
    close: async () => {
      for (const client of await Promise.allSettled(opened.values())) {
        if (client.status === 'fulfilled') client.value.destroy();
      }
    },
  };
}

/** Settings outside of our sight (a profile, another variable) may name an address: a request never goes where the record would not say. */
function checkPlace<Client extends EC2 | IAM | STS>(client: Client, isEmulator: boolean): Client {
  const stack = client.middlewareStack as Pick<EC2['middlewareStack'], 'add'>;
  stack.add(
    (next) => (args) => {
      const { hostname } = args.request as { hostname: string };
      if (isLoopbackHost(hostname) === isEmulator) return next(args);
      throw new RunError(
        `Unexpected address \`${hostname}\` of a request, expected ${isEmulator ? 'the emulator' : 'one of AWS'}; it was not sent`,
        'Name an emulator by AWS_ENDPOINT_URL and by nothing else.',
      );
    },
    { step: 'build', name: 'gaitPlace' },
  );
  return client;
}

async function load<Module>(module: Promise<Module>, service: string): Promise<Module> {
  try {
    return await module;
  } catch (error) {
    throw new RunError(
      `Unexpected absence of the package \`@aws-sdk/client-${service}\`, expected it to be installed`,
      `Run \`npm install @aws-sdk/client-${service}\`. (${String(error)})`,
    );
  }
}
