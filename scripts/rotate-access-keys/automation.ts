import type { Action, AppliedAction, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, ignoreErrors, isExcepted } from 'docusaurus-plugin-gait/automation';
import { findDue } from './due.ts';
import type { Due } from './due.ts';
import { getCurrentVersion, readKeyUsers } from './keys.ts';

/** The control and the checks that an exception may name. */
const SUBJECTS = ['cis-aws@5.0.0#1.13', 'prowler:iam_rotate_access_key_90_days', 'securityhub:IAM.3'];

/** IAM tells all its places about a new key within seconds; readers must not be faster. */
const SPREADING_MILLISECONDS = 15_000;

type Left = Extract<Due, { kind: 'left' }>;
type Rotation = Exclude<Due, Left>;
type Replacement = Extract<Due, { kind: 'replace' }>;

/** The key that was made; null when somebody else had made one before. */
type Made = { key: string | null };

export const { plan, apply, verify, undo } = defineAutomation<Rotation, Made>({
  async plan(context) {
    const { all, left, rotations, examined, excepted } = await readDue(context);
    const count = (kind: Due['kind']): number => all.filter((one) => one.kind === kind).length;
    return {
      examined,
      actions: rotations.map((one) => toAction(one, context)),
      findings: left.map(toFinding),
      notes: {
        'confirm-account': `Account ${context.account}.`,
        'find-old-keys': `Something is due for ${all.length} of ${examined} users, ${excepted} excepted.`,
        'review-use': `${left.length} left to a person.`,
        'replace-key': `${count('replace')} to replace.`,
        'retire-key': `${count('retire')} to deactivate.`,
      },
    };
  },

  async apply(context, { data }) {
    if (data.kind === 'replace') return replaceKey(context, data);
    await context.clients.iam.updateAccessKey({ UserName: data.user, AccessKeyId: data.key, Status: 'Inactive' });
  },

  async verify(context) {
    return (await readDue(context)).all.map(toFinding);
  },

  async undo(context, { data, result }) {
    // First: when the old key is gone for good, nothing else may change.
    await context.clients.iam.updateAccessKey({ UserName: data.user, AccessKeyId: data.key, Status: 'Active' });
    if (data.kind === 'replace') await takeBack(context, data, result);
  },
});

async function readDue(
  context: Context,
): Promise<{ all: Due[]; left: Left[]; rotations: Rotation[]; examined: number; excepted: number }> {
  const { users, examined } = await readKeyUsers(context);
  const bound = users.filter(({ name }) => !isExcepted(context.exceptions, SUBJECTS, name));
  const all: Due[] = [];
  for (const user of bound) {
    const due = await findDue(context, user);
    if (due !== undefined) all.push(due);
  }
  return {
    all,
    left: all.filter((one) => one.kind === 'left'),
    rotations: all.filter((one) => one.kind !== 'left'),
    examined,
    excepted: users.length - bound.length,
  };
}

/** The new key goes from IAM into the secret. One that did not get there is deleted: nobody could ever use it. */
async function replaceKey({ clients, conceal, wait }: Context, { user, key, secret }: Replacement): Promise<Made> {
  const { AccessKeyMetadata = [] } = await clients.iam.listAccessKeys({ UserName: user });
  if (AccessKeyMetadata.some(({ AccessKeyId }) => AccessKeyId !== key)) return { key: null };
  const { AccessKey } = await clients.iam.createAccessKey({ UserName: user });
  const { AccessKeyId: id = '', SecretAccessKey = '' } = AccessKey ?? {};
  conceal(SecretAccessKey);
  try {
    await wait(SPREADING_MILLISECONDS);
    const SecretString = JSON.stringify({ id, secret: SecretAccessKey });
    await clients.secretsManager.putSecretValue({ SecretId: secret, SecretString });
  } catch (error) {
    await clients.iam.deleteAccessKey({ UserName: user, AccessKeyId: id });
    throw error;
  }
  return { key: id };
}

/** Gives readers the old key again, and deletes the new one: the one that was noted, or when cut off, the one beside the old. */
async function takeBack(
  { clients }: Context,
  { user, key, secret, version }: Replacement,
  result: AppliedAction<Rotation, Made>['result'],
): Promise<void> {
  if (result?.key === null) return;
  const { VersionIdsToStages } = await clients.secretsManager.describeSecret({ SecretId: secret });
  const current = getCurrentVersion(VersionIdsToStages);
  if (current !== version) {
    await clients.secretsManager.updateSecretVersionStage({
      SecretId: secret,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: version,
      RemoveFromVersionId: current,
    });
  }
  const { AccessKeyMetadata = [] } = await clients.iam.listAccessKeys({ UserName: user });
  const others = AccessKeyMetadata.map(({ AccessKeyId = '' }) => AccessKeyId).filter((id) => id !== key);
  for (const AccessKeyId of result ? [result.key] : others) {
    await ignoreErrors(['NoSuchEntityException'], () => clients.iam.deleteAccessKey({ UserName: user, AccessKeyId }));
  }
}

function toAction(data: Rotation, { account, partition }: Context): Action<Rotation> {
  const { kind, user, key } = data;
  const common = { id: `${user}/${kind}`, resource: `arn:${partition}:iam::${account}:user/${user}`, data };
  if (kind === 'retire') {
    return {
      ...common,
      what: `Deactivate key ${key} of ${user}`,
      why: 'A newer key is in use for a week, and nobody used this one since',
      before: 'active',
      after: 'inactive',
      undo: 'Activate the key again',
    };
  }
  return {
    ...common,
    what: `Make a new key for ${user} and put it into the secret ${data.secret}`,
    why: `Key ${key} is older than 80 days`,
    before: `one key, ${key}; the secret is at version ${data.version}`,
    after: 'two keys; the secret holds the new one',
    undo: 'Point the secret at its former version and delete the new key; whatever reads the new one must read again',
  };
}

function toFinding(due: Due): Finding {
  const { kind, user, key } = due;
  const isLeft = kind === 'left';
  return {
    id: user,
    resource: user,
    what: isLeft ? `${user} has the old key ${key}: ${due.why}` : `Key ${key} of ${user} is still to ${kind}`,
    advice: isLeft ? due.advice : 'Read what went wrong in the journal, then run again',
  };
}
