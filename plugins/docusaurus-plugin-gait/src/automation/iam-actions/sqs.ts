import { defineService, getReference, read, write } from './service.ts';

/** Commands of `SQS` and the IAM actions that they need. */
export const sqs = defineService({
  package: '@aws-sdk/client-sqs',
  source: getReference('amazonsqs'),
  create: async (config) => new (await import('@aws-sdk/client-sqs')).SQS(config),
  commands: {
    getQueueAttributes: read('sqs:GetQueueAttributes'),
    getQueueUrl: read('sqs:GetQueueUrl'),
    listQueues: read('sqs:ListQueues'),
    sendMessage: write('sqs:SendMessage'),
  },
});
