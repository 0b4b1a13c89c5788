import type { Action, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation } from 'docusaurus-plugin-gait/automation';
import { readReaders, toFinding } from './readers.ts';
import { getVersion, readsAlternating, readSecrets } from './secrets.ts';
import type { DatabaseSecret } from './secrets.ts';

/** A rotation function takes seconds, minutes when the database is busy. */
const PATIENCE = { tries: 60, milliseconds: 5_000 };

/** `version` is the one from before the rotation. */
type Rotation = { secret: string; version: string; isAlternating: boolean };

export const { plan, apply, verify, undo } = defineAutomation<Rotation>({
  async plan(context) {
    const { secrets, stop } = await readSecrets(context);
    if (stop !== undefined) return { examined: secrets.length, actions: [], findings: [], stop };
    const due = secrets.filter(({ isDue }) => isDue);
    const actions: Action<Rotation>[] = [];
    for (const secret of due.filter(({ isManaged }) => !isManaged)) {
      actions.push(toAction(secret, await readsAlternating(context, secret.name)));
    }
    const readers = due.length === 0 ? [] : await readReaders(context, due);
    const people = readers.filter(({ isPerson }) => isPerson);
    const alternating = actions.filter(({ data }) => data.isAlternating).length;
    return {
      examined: secrets.length,
      actions,
      findings: [...due.filter(({ isManaged }) => isManaged).map(toManaged), ...people.map(toFinding)],
      notes: {
        'confirm-account': `Account ${context.account}, region ${context.region}.`,
        'read-state': `${due.length} of ${secrets.length} secrets are due.`,
        'note-strategy': `${alternating} alternate between two users, ${actions.length - alternating} have one.`,
        'list-readers': `${readers.length} readers, ${people.length} of them people.`,
      },
      ...(due.length > 0 && {
        evidence: [{ name: 'readers.json', text: `${JSON.stringify(readers, null, 2)}\n` }],
      }),
    };
  },

  /** The call returns before the rotation is done: only the label that moved proves it. */
  async apply(context, { data: { secret, version } }) {
    const { clients, wait } = context;
    if ((await readCurrent(context, secret)) === version)
      await clients.secretsManager.rotateSecret({ SecretId: secret });
    for (let tries = 0; tries < PATIENCE.tries; tries += 1) {
      const current = await readCurrent(context, secret);
      if (current !== version) return { version: current ?? '' };
      await wait(PATIENCE.milliseconds);
    }
    throw new Error(
      `Unexpected version \`${version}\` of \`${secret}\` after five minutes, expected a new one; ask the log of the rotation function`,
    );
  },

  async verify(context, { actions }) {
    const problems: Finding[] = [];
    for (const { data } of actions) {
      const { VersionIdsToStages } = await context.clients.secretsManager.describeSecret({ SecretId: data.secret });
      if (getVersion(VersionIdsToStages, 'AWSPREVIOUS') !== data.version) problems.push(toProblem(data));
    }
    return problems;
  },

  async undo(context, { data: { secret, version, isAlternating } }) {
    const current = await readCurrent(context, secret);
    if (current === version) return;
    if (!isAlternating) {
      throw new Error(
        `Unexpected undo of the rotation of \`${secret}\`, expected two users that alternate: the database no longer knows the former password; ` +
          'redeploy its readers, or rotate again',
      );
    }
    await context.clients.secretsManager.updateSecretVersionStage({
      SecretId: secret,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: version,
      RemoveFromVersionId: current,
    });
  },
});

async function readCurrent({ clients }: Context, SecretId: string): Promise<string | undefined> {
  const { VersionIdsToStages } = await clients.secretsManager.describeSecret({ SecretId });
  return getVersion(VersionIdsToStages, 'AWSCURRENT');
}

function toAction({ name, arn, version }: DatabaseSecret, isAlternating: boolean): Action<Rotation> {
  return {
    id: name,
    resource: arn,
    what: `Rotate ${name}`,
    why: isAlternating
      ? 'It is due; two users alternate, so the former password works until the next rotation'
      : 'It is due; there is one user, so whoever kept the former password gets errors until it reads the secret again',
    before: `version ${version}`,
    after: 'a new version',
    undo: isAlternating
      ? 'Move the label AWSCURRENT back: the former user still works'
      : 'There is no way back: the database forgets the former password. Rotate again',
    data: { secret: name, version, isAlternating },
  };
}

function toManaged({ name }: DatabaseSecret): Finding {
  return {
    id: name,
    resource: name,
    what: `${name} is due, and RDS manages it`,
    advice: 'Rotate through RDS: modify-db-instance or modify-db-cluster with --rotate-master-user-password',
  };
}

function toProblem({ secret, version }: Rotation): Finding {
  return {
    id: secret,
    resource: secret,
    what: `AWSPREVIOUS of ${secret} is not on version ${version}`,
    advice: 'Look at the log of the rotation function, and at the Rollback of the SOP',
  };
}
