import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `GuardDuty` and the IAM actions that they need. */
export const guardDuty = defineService({
  package: '@aws-sdk/client-guardduty',
  source: getReference('amazonguardduty'),
  create: async (config) => new (await import('@aws-sdk/client-guardduty')).GuardDuty(config),
  commands: {
    archiveFindings: on(
      write('guardduty:ArchiveFindings'),
      'arn:{partition}:guardduty:{region}:{account}:detector/{DetectorId}',
    ),
    createDetector: write('guardduty:CreateDetector'),
    getDetector: read('guardduty:GetDetector'),
    getFindings: read('guardduty:GetFindings'),
    listDetectors: read('guardduty:ListDetectors'),
    listFilters: read('guardduty:ListFilters'),
    listFindings: read('guardduty:ListFindings'),
    updateDetector: on(
      write('guardduty:UpdateDetector'),
      'arn:{partition}:guardduty:{region}:{account}:detector/{DetectorId}',
    ),
  },
});
