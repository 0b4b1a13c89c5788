/** Name of the function of an automation. Runbooks call it by this name, so there is one in an account and region. */
export function getFunctionName(automation: string): string {
  return `gait-${automation}`;
}

/** Source of the event that a runbook of Systems Manager hands to a function. */
export const RUNBOOK_SOURCE = 'gait.runbook';

/** Name of the input that the runtime itself holds against the account of the credentials, before anything is read. */
export const ACCOUNT_INPUT = 'account';
