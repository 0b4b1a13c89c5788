import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `EventBridge` and the IAM actions that they need. */
export const eventBridge = defineService({
  package: '@aws-sdk/client-eventbridge',
  source: getReference('amazoneventbridge'),
  create: async (config) => new (await import('@aws-sdk/client-eventbridge')).EventBridge(config),
  commands: {
    deleteRule: on(write('events:DeleteRule'), 'arn:{partition}:events:{region}:{account}:rule/{Name}'),
    describeRule: read('events:DescribeRule'),
    disableRule: on(write('events:DisableRule'), 'arn:{partition}:events:{region}:{account}:rule/{Name}'),
    enableRule: on(write('events:EnableRule'), 'arn:{partition}:events:{region}:{account}:rule/{Name}'),
    listEventBuses: read('events:ListEventBuses'),
    listRuleNamesByTarget: read('events:ListRuleNamesByTarget'),
    listRules: read('events:ListRules'),
    listTargetsByRule: read('events:ListTargetsByRule'),
    putEvents: write('events:PutEvents'),
    putRule: on(write('events:PutRule'), 'arn:{partition}:events:{region}:{account}:rule/{Name}'),
    putTargets: on(write('events:PutTargets'), 'arn:{partition}:events:{region}:{account}:rule/{Rule}'),
    removeTargets: on(write('events:RemoveTargets'), 'arn:{partition}:events:{region}:{account}:rule/{Rule}'),
  },
});
