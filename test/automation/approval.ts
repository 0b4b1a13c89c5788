import { STS } from '@aws-sdk/client-sts';
import { approvePlan } from '../../plugins/docusaurus-plugin-gait/src/automation/approve.ts';
import { toOptions } from './run.ts';
import type { RunInput } from './run.ts';
import type { Stage } from './scene.ts';

/** Runs something as a session of a role, or as the user `moto` again afterwards. */
export async function asRole<Answer>(
  endpoint: string,
  { role, session }: { role: string; session: string },
  work: () => Promise<Answer>,
): Promise<Answer> {
  const sts = new STS({ endpoint });
  const RoleArn = `arn:aws:iam::123456789012:role/${role}`;
  const { Credentials = undefined } = await sts.assumeRole({ RoleArn, RoleSessionName: session });
  sts.destroy();
  const before = { ...process.env };
  process.env.AWS_ACCESS_KEY_ID = Credentials?.AccessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = Credentials?.SecretAccessKey;
  process.env.AWS_SESSION_TOKEN = Credentials?.SessionToken;
  try {
    return await work();
  } finally {
    process.env.AWS_ACCESS_KEY_ID = before.AWS_ACCESS_KEY_ID;
    process.env.AWS_SECRET_ACCESS_KEY = before.AWS_SECRET_ACCESS_KEY;
    delete process.env.AWS_SESSION_TOKEN;
  }
}

/** Has the plan that a run would carry out signed by another principal; nothing when there is nothing to do. `input` is that of the run. */
export async function approveAsAnother(stage: Stage, input: Partial<RunInput>): Promise<Pick<RunInput, 'approvals'>> {
  const { status, view } = await stage.plan(input);
  if (status !== 'would-change') return {};
  const { name, endpoint } = stage;
  const { options } = toOptions({ root: stage.checkout.root, name, endpoint, ...input });
  const sign = () => approvePlan(options, view?.hash ?? '');
  const { line } = await asRole(endpoint, { role: 'Approver', session: 'bob' }, sign);
  return line === undefined ? {} : { approvals: [line] };
}
