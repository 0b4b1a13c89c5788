import { getFunctionName } from '../../model/automation-function.ts';
import { checkPattern } from '../../model/pattern.ts';
import type { Manifest } from '../../model/schema/manifest.ts';

/** Longest name of a function that AWS takes is 64 characters. https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const LONGEST_NAME = 64;

/** Why an automation cannot be a function of AWS Lambda; undefined when it can. */
export function getObstacle({ name, reaches, inputs, triggers }: Manifest): string | undefined {
  const reach = reaches.find((one) => one === 'files' || one.startsWith('tool:'));
  if (reach !== undefined) return `it reaches \`${reach}\`, which a function does not have`;
  if (getFunctionName(name).length > LONGEST_NAME) {
    return `its name is longer than ${LONGEST_NAME - getFunctionName('').length} characters`;
  }
  const bad = inputs.find(({ pattern }) => pattern !== undefined && checkPattern(pattern).kind !== 'fine');
  if (bad) return `the pattern of its input \`${bad.name}\` is not fit for use`;
  const secret = inputs.find((input) => input.secret && input.required);
  if (secret) return `its input \`${secret.name}\` is a secret, and nobody is there to be asked`;
  const unknown = Object.keys(triggers.inputs).find(
    (input) => !inputs.some((one) => one.name === input && !one.secret),
  );
  if (unknown !== undefined) return `\`triggers.inputs\` names \`${unknown}\`, which is none of its plain inputs`;
  return undefined;
}

/** Why what triggers an automation could not start it; undefined when it could. A runbook hands its inputs over by itself. */
export function getTriggerObstacle({ inputs, triggers }: Manifest): string | undefined {
  const missing = inputs.find(
    (input) => input.required && input.default === undefined && !Object.hasOwn(triggers.inputs, input.name),
  );
  return (
    missing && `its input \`${missing.name}\` is required, and \`triggers.inputs\` does not say where it comes from`
  );
}
