import { defineService, getReference, read, write } from './service.ts';

/** Commands of `Account` and the IAM actions that they need. */
export const account = defineService({
  package: '@aws-sdk/client-account',
  source: getReference('awsaccountmanagement'),
  create: async (config) => new (await import('@aws-sdk/client-account')).Account(config),
  commands: {
    deleteAlternateContact: write('account:DeleteAlternateContact'),
    getAlternateContact: read('account:GetAlternateContact'),
    getContactInformation: read('account:GetContactInformation'),
    getPrimaryEmail: read('account:GetPrimaryEmail'),
    getRegionOptStatus: read('account:GetRegionOptStatus'),
    listRegions: read('account:ListRegions'),
    putAlternateContact: write('account:PutAlternateContact'),
  },
});
