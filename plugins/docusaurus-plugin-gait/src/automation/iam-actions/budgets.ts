import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `Budgets` and the IAM actions that they need. */
export const budgets = defineService({
  package: '@aws-sdk/client-budgets',
  source: getReference('awsbudgetservice'),
  create: async (config) => new (await import('@aws-sdk/client-budgets')).Budgets(config),
  commands: {
    createBudget: write('budgets:ModifyBudget'),
    createNotification: on(write('budgets:ModifyBudget'), 'arn:{partition}:budgets::{account}:budget/{BudgetName}'),
    createSubscriber: on(write('budgets:ModifyBudget'), 'arn:{partition}:budgets::{account}:budget/{BudgetName}'),
    deleteBudget: on(write('budgets:ModifyBudget'), 'arn:{partition}:budgets::{account}:budget/{BudgetName}'),
    deleteNotification: on(write('budgets:ModifyBudget'), 'arn:{partition}:budgets::{account}:budget/{BudgetName}'),
    describeBudget: on(read('budgets:ViewBudget'), 'arn:{partition}:budgets::{account}:budget/{BudgetName}'),
    describeBudgets: read('budgets:ViewBudget'),
    describeNotificationsForBudget: on(
      read('budgets:ViewBudget'),
      'arn:{partition}:budgets::{account}:budget/{BudgetName}',
    ),
    describeSubscribersForNotification: on(
      read('budgets:ViewBudget'),
      'arn:{partition}:budgets::{account}:budget/{BudgetName}',
    ),
    updateBudget: write('budgets:ModifyBudget'),
  },
});
