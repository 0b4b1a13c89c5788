import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `SNS` and the IAM actions that they need. */
export const sns = defineService({
  package: '@aws-sdk/client-sns',
  source: getReference('amazonsns'),
  create: async (config) => new (await import('@aws-sdk/client-sns')).SNS(config),
  commands: {
    createTopic: on(write('sns:CreateTopic'), 'arn:{partition}:sns:{region}:{account}:{Name}'),
    deleteTopic: on(write('sns:DeleteTopic'), '{TopicArn}'),
    getTopicAttributes: read('sns:GetTopicAttributes'),
    listSubscriptions: read('sns:ListSubscriptions'),
    listSubscriptionsByTopic: read('sns:ListSubscriptionsByTopic'),
    listTopics: read('sns:ListTopics'),
    publish: on(write('sns:Publish'), '{TopicArn}'),
    setTopicAttributes: on(write('sns:SetTopicAttributes'), '{TopicArn}'),
    subscribe: on(write('sns:Subscribe'), '{TopicArn}'),
    unsubscribe: write('sns:Unsubscribe'),
  },
});
