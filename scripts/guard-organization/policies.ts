import type { Context } from 'docusaurus-plugin-gait/automation';

/** A guard: the policy's name, what it says it is for, and its document. */
export interface Guard {
  name: string;
  description: string;
  document: object;
}

/**
 * Services that have no region, or answer from us-east-1 for the whole world: whoever denies them by region denies them everywhere.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
 */
const WORLDWIDE = [
  'account:*',
  'acm:*',
  'aws-marketplace:*',
  'billing:*',
  'budgets:*',
  'ce:*',
  'cloudfront:*',
  'consolidatedbilling:*',
  'cur:*',
  'directconnect:*',
  'ec2:DescribeRegions',
  'fms:*',
  'freetier:*',
  'globalaccelerator:*',
  'health:*',
  'iam:*',
  'invoicing:*',
  'kms:*',
  'networkmanager:*',
  'organizations:*',
  'payments:*',
  'pricing:*',
  'route53:*',
  'route53domains:*',
  's3:GetAccountPublicAccessBlock',
  's3:ListAllMyBuckets',
  's3:PutAccountPublicAccessBlock',
  'shield:*',
  'sts:*',
  'support:*',
  'tax:*',
  'trustedadvisor:*',
  'waf:*',
  'wafv2:*',
];

/** Both guards, for the approved regions and the role that deploys trails. */
export function getGuards({ inputs, partition }: Pick<Context, 'inputs' | 'partition'>): Guard[] {
  const exempt = `arn:${partition}:iam::*:role/${inputs.exempt ?? ''}`;
  const regions = [...new Set(inputs.regions?.split(','))].sort();
  return [
    {
      name: 'guard-cloudtrail',
      description: 'Nobody but the role that deploys trails can change one',
      document: toDocument({
        Action: [
          'cloudtrail:DeleteTrail',
          'cloudtrail:PutEventSelectors',
          'cloudtrail:StopLogging',
          'cloudtrail:UpdateTrail',
        ],
        Condition: { ArnNotLike: { 'aws:PrincipalARN': exempt } },
      }),
    },
    {
      name: 'guard-regions',
      description: 'Nothing runs outside of the approved regions',
      document: toDocument({
        NotAction: WORLDWIDE,
        Condition: { StringNotEquals: { 'aws:RequestedRegion': regions } },
      }),
    },
  ];
}

function toDocument(statement: object): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Resource: '*', ...statement }] };
}
