/** What an `automation.ts` is written against. Import it as `docusaurus-plugin-gait/automation`. */
export { defineAutomation } from './contract.ts';
export { getList, getMap, getText, getTexts } from './data.ts';
export { readEventHistory } from './event-history.ts';
export { getNewFindings, ignoreErrors, isExcepted, readPages, readsOnly, toUndone } from './helpers.ts';
export type { Action, AppliedAction, Automation, Context, Finding, Json, Plan } from './contract.ts';
export type { Clients } from './clients.ts';
export type { DnsType, DomainRegistration, ToolAnswer, ToolName } from './reaches/contract.ts';
