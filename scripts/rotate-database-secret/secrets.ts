import type { Context, Plan } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors } from 'docusaurus-plugin-gait/automation';

const DAY = 86_400_000;

/** What is known of a secret before it is rotated. */
export interface DatabaseSecret {
  name: string;
  arn: string;
  /** The version that readers get today. */
  version: string;
  /** RDS rotates it by itself. */
  isManaged: boolean;
  isDue: boolean;
}

/** Reads the named secrets; or the SOP's own stop, where one cannot be rotated or an earlier rotation broke half way. */
export async function readSecrets(context: Context): Promise<{ secrets: DatabaseSecret[]; stop?: Plan['stop'] }> {
  const secrets: DatabaseSecret[] = [];
  for (const name of getNames(context)) {
    const secret = await ignoreErrors(['ResourceNotFoundException'], () =>
      context.clients.secretsManager.describeSecret({ SecretId: name }),
    );
    const version = getVersion(secret?.VersionIdsToStages, 'AWSCURRENT');
    if (secret === undefined || version === undefined)
      return { secrets, stop: toStop(`there is no secret ${name} with a value`) };
    const isManaged = secret.OwningService === 'rds';
    if (!isManaged && secret.RotationEnabled !== true)
      return { secrets, stop: toStop(`rotation of ${name} is not set up`) };
    const pending = getVersion(secret.VersionIdsToStages, 'AWSPENDING');
    if (pending !== undefined && pending !== version)
      return { secrets, stop: toStop(`an earlier rotation of ${name} broke half way`) };
    const rotatedAt = secret.LastRotatedDate?.getTime() ?? 0;
    const isDue = context.now.getTime() - rotatedAt >= Number(context.inputs.days) * DAY;
    secrets.push({ name, arn: secret.ARN ?? name, version, isManaged, isDue });
  }
  return { secrets };
}

/** Whether the secret's rotation alternates between two users: then the former password goes on working for one more rotation. */
export async function readsAlternating({ clients, conceal }: Context, name: string): Promise<boolean> {
  const { SecretString = '' } = await clients.secretsManager.getSecretValue({ SecretId: name });
  conceal(SecretString);
  const value = parse(SecretString);
  for (const one of Object.values(value)) if (typeof one === 'string') conceal(one);
  return Object.hasOwn(value, 'masterarn');
}

/** The version that has a label. */
export function getVersion(stages: Record<string, string[]> = {}, label: string): string | undefined {
  return Object.entries(stages).find(([, labels]) => labels.includes(label))?.[0];
}

function getNames({ inputs }: Context): string[] {
  return [...new Set((inputs.secrets ?? '').split(','))].sort();
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function toStop(reason: string): Plan['stop'] {
  return { step: 'read-state', reason, hint: 'Set it up, or carry out the Rollback of the SOP, and run again.' };
}
