import { defineService, getReference, read, write } from './service.ts';

/** Commands of `Route53Domains` and the IAM actions that they need. */
export const route53Domains = defineService({
  package: '@aws-sdk/client-route-53-domains',
  source: getReference('amazonroute53domains'),
  // Registration of domains is one place for all regions, and answers in this one alone.
  create: async (config) =>
    new (await import('@aws-sdk/client-route-53-domains')).Route53Domains({ ...config, region: 'us-east-1' }),
  commands: {
    disableDomainAutoRenew: write('route53domains:DisableDomainAutoRenew'),
    disableDomainTransferLock: write('route53domains:DisableDomainTransferLock'),
    enableDomainAutoRenew: write('route53domains:EnableDomainAutoRenew'),
    enableDomainTransferLock: write('route53domains:EnableDomainTransferLock'),
    getDomainDetail: read('route53domains:GetDomainDetail'),
    getOperationDetail: read('route53domains:GetOperationDetail'),
    listDomains: read('route53domains:ListDomains'),
  },
});
