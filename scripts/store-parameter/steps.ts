import type { Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors } from 'docusaurus-plugin-gait/automation';
import { getNames, toKeyPolicy, toReadPolicy } from './policies.ts';

/** What may have to be done, in this order. */
export type Step = { kind: 'key' | 'rotation' | 'parameter' | 'policy' | 'attach' };

/** How each step is done, safe to repeat. */
export const STEPS: Record<Step['kind'], (context: Context) => Promise<'there already' | void>> = {
  async key(context) {
    const { clients, log } = context;
    const { alias } = getNames(context);
    const { KeyMetadata } = await clients.kms.createKey({
      Description: `Secrets behind ${alias}`,
      Policy: toKeyPolicy(context),
    });
    const KeyId = KeyMetadata?.KeyId;
    log(`Made the key ${KeyId}.`);
    await clients.kms.createAlias({ AliasName: alias, TargetKeyId: KeyId });
    await clients.kms.enableKeyRotation({ KeyId });
  },

  async rotation(context) {
    const { clients } = context;
    await clients.kms.enableKeyRotation({ KeyId: await readKeyArn(context) });
  },

  /** Never over a value that is there: `Overwrite` is not set. */
  async parameter(context) {
    const { clients, inputs, conceal } = context;
    const { parameter, alias } = getNames(context);
    const value = inputs.value ?? (await makeValue(context));
    conceal(value);
    const stored = await ignoreErrors(['ParameterAlreadyExists'], () =>
      clients.ssm.putParameter({ Name: parameter, Type: 'SecureString', KeyId: alias, Tier: 'Standard', Value: value }),
    );
    if (stored === undefined) return 'there already';
  },

  async policy(context) {
    const { clients } = context;
    const names = getNames(context);
    const PolicyDocument = toReadPolicy(names, await readKeyArn(context));
    const made = await ignoreErrors(['EntityAlreadyExistsException'], () =>
      clients.iam.createPolicy({ PolicyName: names.policy, PolicyDocument }),
    );
    if (made === undefined) return 'there already';
  },

  async attach(context) {
    const { role, policyArn } = getNames(context);
    await context.clients.iam.attachRolePolicy({ RoleName: role, PolicyArn: policyArn });
  },
};

async function readKeyArn(context: Context): Promise<string> {
  const { KeyMetadata } = await context.clients.kms.describeKey({ KeyId: getNames(context).alias });
  return KeyMetadata?.Arn ?? '';
}

async function makeValue({ clients }: Context): Promise<string> {
  const { RandomPassword = '' } = await clients.secretsManager.getRandomPassword({
    PasswordLength: 40,
    ExcludePunctuation: true,
  });
  return RandomPassword;
}
