import type { Action, Context, Finding, Plan } from 'docusaurus-plugin-gait/automation';
import { defineAutomation } from 'docusaurus-plugin-gait/automation';
import { getShape, readCurrent, readSharedSecrets, readValue } from './secrets.ts';
import type { SharedSecret } from './secrets.ts';

const DAY = 86_400_000;

/** Three months, less some days in which somebody finds the time. */
const LIMIT = 80 * DAY;

/** `version` is the one from before. */
type Rotation = { secret: string; version: string };

export const { plan, apply, verify, undo } = defineAutomation<Rotation>({
  async plan(context) {
    const secrets = await readSharedSecrets(context);
    const { value, secret: name } = context.inputs;
    const [named] = name === undefined ? [] : secrets;
    const { isNew, stop } = value === undefined ? { isNew: false } : await compare(context, named, value);
    const due = secrets.filter((one) => !isNew && isDue(one, context));
    return {
      examined: secrets.length,
      actions: isNew && named !== undefined ? [toAction(named)] : [],
      findings: due.map((one) => toDue(one, context)),
      ...(stop && { stop }),
      notes: {
        'confirm-account': `Account ${context.account}, region ${context.region}.`,
        'read-state': `${due.length} of ${secrets.length} are older than 80 days.`,
      },
    };
  },

  async apply(context, { data: { secret, version } }) {
    const { clients, inputs } = context;
    const current = await readCurrent(context, secret);
    if (current !== undefined && current.version !== version) return { version: current.version };
    const { VersionId = '' } = await clients.secretsManager.putSecretValue({
      SecretId: secret,
      SecretString: inputs.value,
    });
    return { version: VersionId };
  },

  async verify(context, { actions }) {
    const problems: Finding[] = [];
    for (const { data } of actions) {
      if ((await readValue(context, data.secret)) !== context.inputs.value) problems.push(toProblem(data));
    }
    return problems;
  },

  async undo(context, { data: { secret, version } }) {
    const current = await readCurrent(context, secret);
    if (current === undefined || current.version === version) return;
    await context.clients.secretsManager.updateSecretVersionStage({
      SecretId: secret,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: version,
      RemoveFromVersionId: current.version,
    });
  },
});

/** Whether a value is another one than today's; a stop when it cannot take its place. */
async function compare(
  context: Context,
  named: SharedSecret | undefined,
  value: string,
): Promise<{ isNew: boolean; stop?: Plan['stop'] }> {
  if (named === undefined) {
    const reason = 'a value was given, and no secret with the tag `issuer` and a value is named';
    return {
      isNew: false,
      stop: { step: 'read-state', reason, hint: 'Add --input secret=<name>, or tag the secret.' },
    };
  }
  const today = await readValue(context, named.name);
  if (today === value) return { isNew: false };
  const [expected, given] = [getShape(today), getShape(value)];
  if (expected === given) return { isNew: true };
  const reason = `the new value of ${named.name} has ${given}, and its readers expect ${expected}`;
  return { isNew: false, stop: { step: 'store-new', reason, hint: 'Give the value in the form that it has today.' } };
}

function isDue({ madeAt }: SharedSecret, { now }: Context): boolean {
  return now.getTime() - madeAt > LIMIT;
}

function toAction({ name, arn, issuer, version }: SharedSecret): Action<Rotation> {
  return {
    id: name,
    resource: arn,
    what: `Store the new value of ${name}`,
    why: `${issuer} issued a new one`,
    before: `version ${version}`,
    after: 'a new version; the former one keeps the label AWSPREVIOUS',
    undo: `Make the former version current again: it works until it is revoked at ${issuer}`,
    data: { secret: name, version },
  };
}

function toDue({ name, issuer, madeAt }: SharedSecret, { now }: Context): Finding {
  return {
    id: name,
    resource: name,
    what: `${name} is ${Math.floor((now.getTime() - madeAt) / DAY)} days old`,
    advice: `Have ${issuer} issue a new one beside it, then run again with --input secret=${name} and the value in GAIT_INPUT_VALUE`,
  };
}

function toProblem({ secret }: Rotation): Finding {
  return {
    id: secret,
    resource: secret,
    what: `Readers of ${secret} do not get the new value`,
    advice: 'Look at its versions; somebody may have stored another one meanwhile',
  };
}
