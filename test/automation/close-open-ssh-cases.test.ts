import { describeEightCases } from './eight-cases.ts';
import { createSecurityGroups, SSH } from './security-groups.ts';

await describeEightCases({
  name: 'close-open-ssh',
  makeBusy: ({ endpoint }, count) => createSecurityGroups(endpoint).createMany(count, [SSH]),
  look: ({ endpoint }) => createSecurityGroups(endpoint).list(),
  tooMany: 6,
  permission: 'ec2:RevokeSecurityGroupIngress',
  badInputs: [
    [{ except: 'sg-1' }, /Unexpected value of the input `except`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
    [{ group: 'x' }, /Unexpected input `group`/u],
  ],
});
