import type { Context, Plan } from 'docusaurus-plugin-gait/automation';

/** Why a replacement cannot take the place of the leaked value; undefined when it can. */
export async function findObstacle(context: Context, secret: string): Promise<Plan['stop']> {
  const { clients, inputs, conceal } = context;
  const { value } = inputs;
  if (value === undefined) {
    return toStop(
      `the leaked version of ${secret} is current, and no replacement is given`,
      'Issue one at the third party and put it into GAIT_INPUT_VALUE. Is the leaked one in use by a stranger, revoke it there first.',
    );
  }
  const { SecretString: leaked = '' } = await clients.secretsManager.getSecretValue({ SecretId: secret });
  conceal(leaked);
  if (leaked === value) return toStop('the replacement is the leaked value', 'Issue a new one at the third party.');
  const [expected, given] = [getShape(leaked), getShape(value)];
  if (expected === given) return undefined;
  return toStop(
    `the replacement has ${given}, and readers expect ${expected}`,
    'Give it in the form that it has today.',
  );
}

function getShape(value: string): string {
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed === 'object' && parsed !== null) return `the keys ${Object.keys(parsed).sort().join(', ')}`;
  } catch {
    // Not JSON.
  }
  return 'plain text';
}

function toStop(reason: string, hint: string): Plan['stop'] {
  return { step: 'store-replacement', reason, hint };
}
