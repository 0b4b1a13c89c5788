import type { STS } from '@aws-sdk/client-sts';
import { RunError } from './errors.ts';
import { SERVICES } from './iam-actions/index.ts';
import type { Service } from './iam-actions/index.ts';
import type { ClientConfig, ServiceDefinition } from './iam-actions/service.ts';
import { isLoopbackHost } from './loopback.ts';

/** How to reach AWS. Credentials come from the SDK's standard chain, or are those of a role that was assumed with them. */
export interface Connection {
  /** Only set for an emulator on this machine. */
  endpoint?: string;
  region?: string;
  credentials?: ClientConfig['credentials'];
}

/** What every client of the SDK has. */
export interface SdkClient {
  destroy(): void;
  middlewareStack: Pick<STS['middlewareStack'], 'add'>;
}

/** Opens connections when first used and shares them between phases. */
export interface Connections {
  get<Key extends Service>(service: Key): Promise<Awaited<ReturnType<(typeof SERVICES)[Key]['create']>>>;
  close: () => Promise<void>;
}

/** SDK clients are optional packages, loaded when used. @throws {RunError} from `get` when one is not installed. */
export function createConnections(connection: Connection): Connections {
  const isEmulator = connection.endpoint !== undefined;
  const config: ClientConfig = { ...connection, maxAttempts: 5, ...(isEmulator && { forcePathStyle: true }) };
  const opened = new Map<Service, Promise<SdkClient>>();
  const get = (service: Service): Promise<SdkClient> => {
    const client = opened.get(service) ?? open(service, config).then((made) => checkPlace(made, isEmulator));
    opened.set(service, client);
    return client;
  };
  return {
    get: get as Connections['get'],
    close: async () => {
      for (const client of await Promise.allSettled(opened.values())) {
        if (client.status === 'fulfilled') client.value.destroy();
      }
    },
  };
}

/** Settings outside of our sight (a profile, another variable) may name an address: a request never goes where the record would not say. */
function checkPlace(client: SdkClient, isEmulator: boolean): SdkClient {
  client.middlewareStack.add(
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

async function open(service: Service, config: ClientConfig): Promise<SdkClient> {
  const definition: Pick<ServiceDefinition<unknown, unknown>, 'package' | 'create'> = SERVICES[service];
  try {
    return (await definition.create(config)) as SdkClient;
  } catch (error) {
    throw new RunError(
      `Unexpected absence of the package \`${definition.package}\`, expected it to be installed`,
      `Run \`npm install ${definition.package}\`. (${String(error)})`,
    );
  }
}
