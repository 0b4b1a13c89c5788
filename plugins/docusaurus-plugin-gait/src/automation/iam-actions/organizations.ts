import { defineService, getReference, read, write } from './service.ts';

/** Commands of `Organizations` and the IAM actions that they need. */
export const organizations = defineService({
  package: '@aws-sdk/client-organizations',
  source: getReference('awsorganizations'),
  create: async (config) => new (await import('@aws-sdk/client-organizations')).Organizations(config),
  commands: {
    attachPolicy: write('organizations:AttachPolicy'),
    createPolicy: write('organizations:CreatePolicy'),
    deletePolicy: write('organizations:DeletePolicy'),
    describeAccount: read('organizations:DescribeAccount'),
    describeOrganization: read('organizations:DescribeOrganization'),
    describeOrganizationalUnit: read('organizations:DescribeOrganizationalUnit'),
    describePolicy: read('organizations:DescribePolicy'),
    detachPolicy: write('organizations:DetachPolicy'),
    disablePolicyType: write('organizations:DisablePolicyType'),
    enablePolicyType: write('organizations:EnablePolicyType'),
    listAccounts: read('organizations:ListAccounts'),
    listAccountsForParent: read('organizations:ListAccountsForParent'),
    listOrganizationalUnitsForParent: read('organizations:ListOrganizationalUnitsForParent'),
    listParents: read('organizations:ListParents'),
    listPolicies: read('organizations:ListPolicies'),
    listPoliciesForTarget: read('organizations:ListPoliciesForTarget'),
    listRoots: read('organizations:ListRoots'),
    listTargetsForPolicy: read('organizations:ListTargetsForPolicy'),
    moveAccount: write('organizations:MoveAccount'),
    updatePolicy: write('organizations:UpdatePolicy'),
  },
});
