import { expect, it } from 'vitest';
import { toPolicy } from '../../plugins/docusaurus-plugin-gait/src/model/iam-policy.ts';

it('allows exactly what a manifest declares', () => {
  const permissions = [
    { actions: ['ec2:DescribeTags'], resources: ['*'], conditions: {} },
    {
      actions: ['ec2:DeleteTags'],
      resources: ['arn:aws:ec2:*:*:*/*'],
      conditions: { Null: { 'aws:TagKeys': 'false' } },
    },
  ];
  expect(toPolicy({ permissions }).Statement).toEqual([
    { Effect: 'Allow', Action: ['ec2:DescribeTags'], Resource: ['*'] },
    {
      Effect: 'Allow',
      Action: ['ec2:DeleteTags'],
      Resource: ['arn:aws:ec2:*:*:*/*'],
      Condition: { Null: { 'aws:TagKeys': 'false' } },
    },
  ]);
});

it('denies everything where a manifest declares nothing, since AWS takes no policy without a statement', () => {
  expect(toPolicy({ permissions: [] }).Statement).toEqual([{ Effect: 'Deny', Action: ['*'], Resource: ['*'] }]);
});
