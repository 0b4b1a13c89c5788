import { defineService, getReference, read, write } from './service.ts';

/** Commands of `ConfigService` and the IAM actions that they need. */
export const config = defineService({
  package: '@aws-sdk/client-config-service',
  source: getReference('awsconfig'),
  create: async (config) => new (await import('@aws-sdk/client-config-service')).ConfigService(config),
  commands: {
    deleteConfigRule: write('config:DeleteConfigRule'),
    describeComplianceByConfigRule: read('config:DescribeComplianceByConfigRule'),
    describeConfigRules: read('config:DescribeConfigRules'),
    describeConfigurationRecorderStatus: read('config:DescribeConfigurationRecorderStatus'),
    describeConfigurationRecorders: read('config:DescribeConfigurationRecorders'),
    describeDeliveryChannels: read('config:DescribeDeliveryChannels'),
    getComplianceDetailsByConfigRule: read('config:GetComplianceDetailsByConfigRule'),
    getResourceConfigHistory: read('config:GetResourceConfigHistory'),
    listDiscoveredResources: read('config:ListDiscoveredResources'),
    putConfigRule: write('config:PutConfigRule'),
    selectResourceConfig: read('config:SelectResourceConfig'),
    startConfigurationRecorder: write('config:StartConfigurationRecorder'),
    stopConfigurationRecorder: write('config:StopConfigurationRecorder'),
  },
});
