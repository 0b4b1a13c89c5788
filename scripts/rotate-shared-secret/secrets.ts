import type { Context } from 'docusaurus-plugin-gait/automation';
import { readPages } from 'docusaurus-plugin-gait/automation';

/** Tag of a secret that names the third party that issued it. */
export const ISSUER_TAG = 'issuer';

/** A secret of a third party, and its current version. */
export interface SharedSecret {
  name: string;
  arn: string;
  issuer: string;
  version: string;
  /** Milliseconds since 1970. */
  madeAt: number;
}

/** Secrets that a third party issued, by name: all of them, or the one that is named. */
export async function readSharedSecrets(context: Context): Promise<SharedSecret[]> {
  const { clients, inputs } = context;
  const Filters = [{ Key: 'tag-key' as const, Values: [ISSUER_TAG] }];
  const pages = await readPages((NextToken) => clients.secretsManager.listSecrets({ NextToken, Filters }));
  const secrets: SharedSecret[] = [];
  for (const { Name: name = '', ARN: arn = '', Tags = [] } of pages.flatMap(({ SecretList = [] }) => SecretList)) {
    if (inputs.secret !== undefined && inputs.secret !== name) continue;
    const current = await readCurrent(context, name);
    if (current === undefined) continue;
    secrets.push({ name, arn, issuer: Tags.find(({ Key }) => Key === ISSUER_TAG)?.Value ?? '', ...current });
  }
  return secrets.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The version with the label AWSCURRENT, and since when there is one; undefined when the secret holds nothing. */
export async function readCurrent(
  { clients }: Context,
  SecretId: string,
): Promise<Pick<SharedSecret, 'version' | 'madeAt'> | undefined> {
  const pages = await readPages((NextToken) => clients.secretsManager.listSecretVersionIds({ SecretId, NextToken }));
  const current = pages
    .flatMap(({ Versions = [] }) => Versions)
    .find(({ VersionStages = [] }) => VersionStages.includes('AWSCURRENT'));
  if (current?.VersionId === undefined) return undefined;
  return { version: current.VersionId, madeAt: current.CreatedDate?.getTime() ?? 0 };
}

/** The value that readers get today. Concealed, with all of its parts. */
export async function readValue({ clients, conceal }: Context, SecretId: string): Promise<string> {
  const { SecretString = '' } = await clients.secretsManager.getSecretValue({ SecretId });
  conceal(SecretString);
  return SecretString;
}

/** What readers expect of a value: the sorted keys of a JSON object, or plain text. */
export function getShape(value: string): string {
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed === 'object' && parsed !== null) return `the keys ${Object.keys(parsed).sort().join(', ')}`;
  } catch {
    // Not JSON.
  }
  return 'plain text';
}
