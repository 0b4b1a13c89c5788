/** What a command needs: its IAM actions, whether it changes anything, and which resources it is about. */
export interface Operation {
  actions: readonly string[];
  access: 'read' | 'write';
  /**
   * ARNs of what the first action is about, with `{Field}` for a field of the command's input and `{partition}`, `{region}` and `{account}`
   * of the run. Left out where AWS decides on `*`, or where the input does not say.
   */
  on?: readonly string[];
}

/** A command that only looks. */
export function read(...actions: [string, ...string[]]): Operation {
  return { actions, access: 'read' };
}

/** A command that changes something. */
export function write(...actions: [string, ...string[]]): Operation {
  return { actions, access: 'write' };
}

/** The resources that a command's first action is about, see {@link Operation}. */
export function on(operation: Operation, ...arns: string[]): Operation {
  return { ...operation, on: arns };
}

/** What every SDK client is made from. Credentials come from the SDK's standard chain unless a role was assumed. */
export interface ClientConfig {
  endpoint?: string;
  region?: string;
  maxAttempts?: number;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string; expiration?: Date };
  /** Path in place of host for buckets: an emulator has no host names of theirs. */
  forcePathStyle?: boolean;
}

/** One AWS service, as far as automations use it. */
export interface ServiceDefinition<Client, Commands> {
  /** Package of its SDK client, which is optional and loaded when used. */
  package: string;
  /** Page of the AWS Service Authorization Reference where the actions were read. */
  source: string;
  create: (config: ClientConfig) => Promise<Client>;
  /** By the SDK's name of the command, `describeInstances`. One that is not here does not exist for automations. */
  commands: Commands;
}

/** Types the definition of a service. A test holds its commands against the SDK client. */
export function defineService<Client, Commands extends Record<string, Operation>>(
  service: ServiceDefinition<Client, Commands>,
): ServiceDefinition<Client, Commands> {
  return service;
}

/** Address of a page of the AWS Service Authorization Reference. */
export function getReference(page: string): string {
  return `https://docs.aws.amazon.com/service-authorization/latest/reference/list_${page}.html`;
}
