import { ACCOUNT_INPUT } from '../model/automation-function.ts';
import { createConcealer } from './conceal.ts';
import type { Concealer } from './conceal.ts';
import type { Automation, Context } from './contract.ts';
import { RunError } from './errors.ts';
import { checkInputs } from './inputs.ts';
import type { Manifest } from '../model/schema/manifest.ts';
import type { RunOptions } from './options.ts';
import type { Subject } from './subject.ts';
import { getTarget } from './target.ts';
import type { Target } from './target.ts';

/** A run that may begin. */
export interface Preparation {
  subject: Subject;
  automation: Automation<unknown>;
  inputs: Context['inputs'];
  /** Inputs as they may be written down: without those that are secret. */
  plainInputs: Context['inputs'];
  concealer: Concealer;
  target: Target;
  /** Only of a run that will be on record. */
  commit?: string;
}

/**
 * Reads and checks everything that can be known before AWS is asked. Only a run on record asks for committed text: taking something back
 * must not wait for a commit.
 * @throws {RunError} for whatever does not fit.
 */
export async function prepareRun(options: RunOptions, { isOnRecord }: { isOnRecord: boolean }): Promise<Preparation> {
  // Reading a checkout takes much that a bundle does without, so it is loaded when used.
  const origin = options.origin ?? (await import('./origin.ts')).createCheckoutOrigin(options);
  const subject = await origin.readSubject();
  const { manifest } = subject;
  checkTrigger(manifest, options.trigger);
  const inputs = checkInputs(manifest, options.inputs, options.secrets);
  const isSecret = (name: string): boolean => manifest.inputs.some((one) => one.name === name && one.secret);
  const plainInputs = Object.fromEntries(Object.entries(inputs).filter(([name]) => !isSecret(name)));
  const concealer = createConcealer();
  for (const [name, value] of Object.entries(inputs))
    if (value !== undefined && isSecret(name)) concealer.conceal(value);
  const target = getTarget(options);
  const commit = isOnRecord ? await origin.readCommit(subject) : undefined;
  const automation = await origin.loadAutomation(subject);
  return { subject, automation, inputs, plainInputs, concealer, target, commit };
}

/** @throws {RunError} when the manifest does not let this start it. */
function checkTrigger({ name, triggers }: Manifest, trigger: RunOptions['trigger']): void {
  if (trigger === undefined) {
    if (triggers.manual) return;
    throw new RunError(`Unexpected run of \`${name}\` by hand, expected its schedule or event to start it`);
  }
  if (triggers[trigger] !== null) return;
  throw new RunError(
    `Unexpected run of \`${name}\` by ${trigger}, expected its manifest to have a trigger of that kind`,
  );
}

/**
 * Holds the account that was named against the one of the credentials: the first step of every SOP that can do harm.
 * @throws {RunError} when they differ, or when an apply on AWS names none although the manifest has an input for it.
 */
export function confirmAccount(options: RunOptions, { subject, inputs, target }: Preparation, account: string): void {
  if (!subject.manifest.inputs.some(({ name }) => name === ACCOUNT_INPUT)) return;
  const named = inputs[ACCOUNT_INPUT];
  if (named === undefined && options.isApply && target.environment !== 'emulator') {
    throw new RunError(
      `Unexpected absence of the input \`${ACCOUNT_INPUT}\`, expected the account to be named before anything is applied`,
      `Add \`--input ${ACCOUNT_INPUT}=${account}\` if that is the account you mean.`,
    );
  }
  if (named !== undefined && named !== account) {
    throw new RunError(
      `Unexpected account \`${account}\` of the credentials, expected \`${named}\``,
      'Change the profile or sign in again.',
    );
  }
}
