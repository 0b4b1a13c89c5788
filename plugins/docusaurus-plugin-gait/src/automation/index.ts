/** What an `automation.ts` is written against. Import it as `docusaurus-plugin-gait/automation`. */
export { defineAutomation, readPages, readsOnly } from './contract.ts';
export type { Action, Automation, Context, Finding, Json, Plan } from './contract.ts';
export type { Clients } from './clients.ts';
