import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `STS` and the IAM actions that they need. */
export const sts = defineService({
  package: '@aws-sdk/client-sts',
  source: getReference('awssecuritytokenservice'),
  create: async (config) => new (await import('@aws-sdk/client-sts')).STS(config),
  commands: {
    assumeRole: on(write('sts:AssumeRole'), '{RoleArn}'),
    getAccessKeyInfo: read('sts:GetAccessKeyInfo'),
    getCallerIdentity: read('sts:GetCallerIdentity'),
  },
});
