import type { Context } from 'docusaurus-plugin-gait/automation';

/** What the SOP's variables are called here, with the ARNs that follow from them. */
export interface Names {
  parameter: string;
  parameterArn: string;
  alias: string;
  policy: string;
  policyArn: string;
  role: string;
  roleArn: string;
}

/** The names of a run. */
export function getNames({ inputs, partition, region, account }: Context): Names {
  const { name = '', 'key-alias': alias = '', policy = '', role = '' } = inputs;
  return {
    parameter: name,
    parameterArn: `arn:${partition}:ssm:${region}:${account}:parameter${name}`,
    alias,
    policy,
    policyArn: `arn:${partition}:iam::${account}:policy/${policy}`,
    role,
    roleArn: `arn:${partition}:iam::${account}:role/${role}`,
  };
}

/** Lets a role read one parameter, and use the key for this parameter alone: Parameter Store hands its ARN to KMS as encryption context. */
export function toReadPolicy({ parameterArn }: Names, keyArn: string): string {
  return toDocument(
    { Effect: 'Allow', Action: ['ssm:GetParameter', 'ssm:GetParameters'], Resource: parameterArn },
    {
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: keyArn,
      Condition: { StringEquals: { 'kms:EncryptionContext:PARAMETER_ARN': parameterArn } },
    },
  );
}

/** Policy of a new key: IAM decides who manages it, and decryption works through Parameter Store of this region alone. */
export function toKeyPolicy({ partition, account, region }: Context): string {
  return toDocument(
    {
      Sid: 'IamDecides',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${account}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
    {
      Sid: 'DecryptThroughParameterStoreOnly',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: { StringNotEquals: { 'kms:ViaService': `ssm.${region}.amazonaws.com` } },
    },
  );
}

function toDocument(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
