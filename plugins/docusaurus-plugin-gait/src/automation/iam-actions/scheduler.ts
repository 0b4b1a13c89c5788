import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `Scheduler` and the IAM actions that they need. */
export const scheduler = defineService({
  package: '@aws-sdk/client-scheduler',
  source: getReference('amazoneventbridgescheduler'),
  create: async (config) => new (await import('@aws-sdk/client-scheduler')).Scheduler(config),
  commands: {
    createSchedule: on(
      write('scheduler:CreateSchedule', 'iam:PassRole'),
      'arn:{partition}:scheduler:{region}:{account}:schedule/{GroupName}/{Name}',
    ),
    deleteSchedule: on(
      write('scheduler:DeleteSchedule'),
      'arn:{partition}:scheduler:{region}:{account}:schedule/{GroupName}/{Name}',
    ),
    getSchedule: read('scheduler:GetSchedule'),
    listSchedules: read('scheduler:ListSchedules'),
    updateSchedule: on(
      write('scheduler:UpdateSchedule', 'iam:PassRole'),
      'arn:{partition}:scheduler:{region}:{account}:schedule/{GroupName}/{Name}',
    ),
  },
});
