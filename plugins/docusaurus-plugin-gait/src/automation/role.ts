import { toPolicy } from '../model/iam-policy.ts';
import type { Manifest } from '../model/schema/manifest.ts';
import type { Connections } from './connections.ts';
import { getErrorText, RunError } from './errors.ts';
import type { ClientConfig } from './iam-actions/service.ts';

/** Longest session policy that AWS takes, in characters (AssumeRole API reference, `Policy`). */
const LONGEST = 2048;

/**
 * The policy of a session that an automation runs in: AWS allows what both the role and this policy allow.
 * @throws {RunError} when AWS would not take it.
 */
export function toSessionPolicy(manifest: Manifest): string {
  const text = JSON.stringify(toPolicy(manifest));
  if (text.length > LONGEST) {
    throw new RunError(
      `Unexpected length of the session policy of \`${manifest.name}\`: ${text.length} characters, expected at most ${LONGEST}`,
      'Shorten the permissions of the manifest, or run without --role.',
    );
  }
  return text;
}

/**
 * Assumes a role for a run, limited to the manifest's permissions by a session policy.
 * @throws {RunError} when AWS does not let us.
 */
export async function assumeRole(
  connections: Connections,
  { role, manifest, session }: { role: string; manifest: Manifest; session: string },
): Promise<NonNullable<ClientConfig['credentials']>> {
  const sts = await connections.get('sts');
  const Policy = toSessionPolicy(manifest);
  try {
    const { Credentials } = await sts.assumeRole({
      RoleArn: role,
      RoleSessionName: session,
      Policy,
    });
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined) throw new Error('AWS gave no credentials');
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
  } catch (error) {
    throw new RunError(
      `Unexpected answer when assuming the role \`${role}\`, expected to be let in: ${getErrorText(error)}`,
      'Allow sts:AssumeRole on it to the caller, and trust the caller in the role.',
    );
  }
}
