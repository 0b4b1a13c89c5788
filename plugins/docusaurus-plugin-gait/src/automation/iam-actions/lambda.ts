import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `Lambda` and the IAM actions that they need. */
export const lambda = defineService({
  package: '@aws-sdk/client-lambda',
  source: getReference('awslambda'),
  create: async (config) => new (await import('@aws-sdk/client-lambda')).Lambda(config),
  commands: {
    deleteFunctionConcurrency: on(
      write('lambda:DeleteFunctionConcurrency'),
      'arn:{partition}:lambda:{region}:{account}:function:{FunctionName}',
    ),
    getFunction: read('lambda:GetFunction'),
    getFunctionConfiguration: read('lambda:GetFunctionConfiguration'),
    getFunctionUrlConfig: read('lambda:GetFunctionUrlConfig'),
    getPolicy: read('lambda:GetPolicy'),
    invoke: on(write('lambda:InvokeFunction'), 'arn:{partition}:lambda:{region}:{account}:function:{FunctionName}'),
    listEventSourceMappings: read('lambda:ListEventSourceMappings'),
    listFunctions: read('lambda:ListFunctions'),
    putFunctionConcurrency: on(
      write('lambda:PutFunctionConcurrency'),
      'arn:{partition}:lambda:{region}:{account}:function:{FunctionName}',
    ),
    updateFunctionConfiguration: on(
      write('lambda:UpdateFunctionConfiguration'),
      'arn:{partition}:lambda:{region}:{account}:function:{FunctionName}',
    ),
  },
});
