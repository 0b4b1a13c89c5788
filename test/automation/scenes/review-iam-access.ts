import { IAM } from '@aws-sdk/client-iam';
import type { World } from '../scene.ts';

const PASSWORD = 'Correct-horse-battery-1';

/** A user with these credentials. */
export async function createUser(iam: IAM, UserName: string, { password = false, keys = 0 } = {}): Promise<void> {
  await iam.createUser({ UserName });
  if (password) await iam.createLoginProfile({ UserName, Password: PASSWORD });
  for (let count = 0; count < keys; count += 1) await iam.createAccessKey({ UserName });
}

/** The world of the runs that earn records: each user lacks MFA, and every second one has a spare key. */
export const scene: World = {
  name: 'review-iam-access',
  makeBusy: async ({ endpoint, closeAfter }, count) => {
    const iam = new IAM({ endpoint });
    closeAfter(iam);
    for (let made = 0; made < count; made += 1)
      await createUser(iam, `user-${made}`, { password: true, keys: made % 2 === 0 ? 0 : 2 });
  },
};
