import { join } from 'node:path';
import { CONFIGURATION_FILE } from '../base/load.ts';
import { createConcealer } from './conceal.ts';
import type { Concealer } from './conceal.ts';
import type { Automation, Context } from './contract.ts';
import { RunError } from './errors.ts';
import { getCommitOf } from './git.ts';
import { ACCOUNT_INPUT, checkInputs } from './inputs.ts';
import { loadAutomation } from './module.ts';
import type { RunOptions } from './options.ts';
import { readSubject } from './subject.ts';
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
  const { root } = options;
  const subject = await readSubject(options.source, options.name);
  const { manifest, folder, sops } = subject;
  if (!manifest.triggers.manual) {
    throw new RunError(`Unexpected run of \`${manifest.name}\` by hand, expected its schedule or event to start it`);
  }
  const inputs = checkInputs(manifest, options.inputs, options.secrets);
  const isSecret = (name: string): boolean => manifest.inputs.some((one) => one.name === name && one.secret);
  const plainInputs = Object.fromEntries(Object.entries(inputs).filter(([name]) => !isSecret(name)));
  const concealer = createConcealer();
  for (const [name, value] of Object.entries(inputs))
    if (value !== undefined && isSecret(name)) concealer.conceal(value);
  const target = getTarget(options);
  const commit = isOnRecord
    ? await getCommitOf(root, [CONFIGURATION_FILE, ...sops.map(({ path }) => path), folder])
    : undefined;
  const automation = await loadAutomation(join(root, folder), { undo: manifest.impact.undo });
  return { subject, automation, inputs, plainInputs, concealer, target, commit };
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
