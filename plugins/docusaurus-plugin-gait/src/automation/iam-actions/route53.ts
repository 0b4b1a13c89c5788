import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `Route53` and the IAM actions that they need. */
export const route53 = defineService({
  package: '@aws-sdk/client-route-53',
  source: getReference('amazonroute53'),
  create: async (config) => new (await import('@aws-sdk/client-route-53')).Route53(config),
  commands: {
    changeResourceRecordSets: on(
      write('route53:ChangeResourceRecordSets'),
      'arn:{partition}:route53:::hostedzone/{HostedZoneId}',
    ),
    getDNSSEC: read('route53:GetDNSSEC'),
    getHostedZone: read('route53:GetHostedZone'),
    listHostedZones: read('route53:ListHostedZones'),
    listHostedZonesByName: read('route53:ListHostedZonesByName'),
    listResourceRecordSets: read('route53:ListResourceRecordSets'),
  },
});
