import { account } from './account.ts';
import { autoScaling } from './auto-scaling.ts';
import { budgets } from './budgets.ts';
import { cloudTrail } from './cloud-trail.ts';
import { cloudWatch } from './cloud-watch.ts';
import { cloudWatchLogs } from './cloud-watch-logs.ts';
import { config } from './config.ts';
import { costExplorer } from './cost-explorer.ts';
import { dynamoDb } from './dynamo-db.ts';
import { ec2 } from './ec2.ts';
import { elasticLoadBalancing } from './elastic-load-balancing.ts';
import { eventBridge } from './event-bridge.ts';
import { guardDuty } from './guard-duty.ts';
import { iam } from './iam.ts';
import { kms } from './kms.ts';
import { lambda } from './lambda.ts';
import { organizations } from './organizations.ts';
import { rds } from './rds.ts';
import { route53 } from './route53.ts';
import { route53Domains } from './route53-domains.ts';
import { s3 } from './s3.ts';
import { s3Control } from './s3-control.ts';
import { scheduler } from './scheduler.ts';
import { secretsManager } from './secrets-manager.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { ssm } from './ssm.ts';
import { sts } from './sts.ts';

/**
 * Every AWS service and command that an automation may use, one file for each service, with the IAM actions that each command needs.
 * Actions and access levels are facts of the AWS Service Authorization Reference; each file names its page. To add a command, add a line to
 * the file of its service; name each action that AWS asks for with the parameters in use.
 */
export const SERVICES = {
  account,
  autoScaling,
  budgets,
  cloudTrail,
  cloudWatch,
  cloudWatchLogs,
  config,
  costExplorer,
  dynamoDb,
  ec2,
  elasticLoadBalancing,
  eventBridge,
  guardDuty,
  iam,
  kms,
  lambda,
  organizations,
  rds,
  route53,
  route53Domains,
  s3,
  s3Control,
  scheduler,
  secretsManager,
  sns,
  sqs,
  ssm,
  sts,
};

/** Key of a service among the clients of a context. */
export type Service = keyof typeof SERVICES;
