import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `DynamoDB` and the IAM actions that they need. */
export const dynamoDb = defineService({
  package: '@aws-sdk/client-dynamodb',
  source: getReference('amazondynamodb'),
  create: async (config) => new (await import('@aws-sdk/client-dynamodb')).DynamoDB(config),
  commands: {
    deleteItem: on(write('dynamodb:DeleteItem'), 'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}'),
    describeContinuousBackups: on(
      read('dynamodb:DescribeContinuousBackups'),
      'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}',
    ),
    describeTable: on(read('dynamodb:DescribeTable'), 'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}'),
    getItem: on(read('dynamodb:GetItem'), 'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}'),
    listTables: read('dynamodb:ListTables'),
    putItem: on(write('dynamodb:PutItem'), 'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}'),
    query: on(read('dynamodb:Query'), 'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}'),
    scan: on(read('dynamodb:Scan'), 'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}'),
    updateContinuousBackups: on(
      write('dynamodb:UpdateContinuousBackups'),
      'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}',
    ),
    updateItem: on(write('dynamodb:UpdateItem'), 'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}'),
  },
});
