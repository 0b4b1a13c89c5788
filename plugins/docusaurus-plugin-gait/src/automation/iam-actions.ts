/** What a command needs: its IAM actions, and whether it changes anything. */
export interface Operation {
  actions: readonly string[];
  access: 'read' | 'write';
}

const read = (...actions: string[]): Operation => ({ actions, access: 'read' });
const write = (...actions: string[]): Operation => ({ actions, access: 'write' });

/**
 * Every SDK command that an automation may use, with the IAM actions that it needs. A command that is not here does not exist for
 * automations. Actions and access levels are facts of the AWS service authorization reference, see {@link IAM_SOURCES}. Add a line
 * when an automation needs a command; name each action that AWS asks for with the parameters in use.
 */
export const IAM_ACTIONS = {
  ec2: {
    authorizeSecurityGroupIngress: write('ec2:AuthorizeSecurityGroupIngress'),
    describeNetworkInterfaces: read('ec2:DescribeNetworkInterfaces'),
    describeSecurityGroupRules: read('ec2:DescribeSecurityGroupRules'),
    revokeSecurityGroupIngress: write('ec2:RevokeSecurityGroupIngress'),
  },
  iam: {
    // Generating the report changes no identity; AWS lists both actions as read.
    generateCredentialReport: read('iam:GenerateCredentialReport'),
    getCredentialReport: read('iam:GetCredentialReport'),
  },
} as const satisfies Record<string, Record<string, Operation>>;

/** A service of {@link IAM_ACTIONS}. */
export type Service = keyof typeof IAM_ACTIONS;

/** Where the actions of each service were read. */
export const IAM_SOURCES: Record<Service, string> = {
  ec2: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html',
  iam: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html',
};
