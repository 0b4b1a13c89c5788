import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import type { Scene, Stage } from '../scene.ts';

const NAME = 'heal-cloudtrail';
/** The account of the emulator. */
export const ACCOUNT = '123456789012';
const HOUR = 3_600_000;
const TRUST = '{"Version":"2012-10-17","Statement":[]}';
/** Who touches trails, if nobody else is named. */
export const LEGACY = {
  type: 'IAMUser',
  userName: 'legacy',
  accountId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:user/legacy`,
};

interface Tampering {
  eventName: string;
  eventTime: string;
  userIdentity: object;
  requestParameters: { name: string };
  errorCode?: string;
}

/** What the event history says. The emulator keeps none; looking it up is a reading call. */
let history: Tampering[] = [];

interface Circumstances {
  who?: object;
  hours?: number;
  errorCode?: string;
}

/** Somebody touched a trail some hours ago. */
export function remember(
  eventName: string,
  trail: string,
  { who = LEGACY, hours = 1, ...rest }: Circumstances = {},
): void {
  const eventTime = new Date(Date.now() - hours * HOUR).toISOString();
  history.push({ eventName, eventTime, userIdentity: who, requestParameters: { name: trail }, ...rest });
}

function lookupEvents({ LookupAttributes: [asked] }: { LookupAttributes: { AttributeValue: string }[] }) {
  const events = history.filter(({ eventName }) => [eventName, 'false'].includes(asked?.AttributeValue ?? ''));
  return { Events: events.map((event) => ({ CloudTrailEvent: JSON.stringify(event) })) };
}

let opened: ReturnType<typeof createClients> | undefined;

function createClients(bench: Stage) {
  const { endpoint } = bench;
  const clients = {
    cloudTrail: new CloudTrail({ endpoint }),
    iam: new IAM({ endpoint }),
    s3: new S3({ endpoint, forcePathStyle: true }),
  };
  for (const client of Object.values(clients)) bench.closeAfter(client);
  return clients;
}

/** Clients of the emulator, made once. */
export function open(bench: Stage): ReturnType<typeof createClients> {
  opened ??= createClients(bench);
  return opened;
}

/** Trails as they must be, all logging, the users and roles that the history speaks of, and a history of nothing. */
export async function makeTrails(bench: Stage, names: string[]): Promise<void> {
  const { cloudTrail, iam, s3 } = open(bench);
  history = [];
  await iam.createUser({ UserName: 'legacy' });
  for (const RoleName of ['ci', 'deploy']) await iam.createRole({ RoleName, AssumeRolePolicyDocument: TRUST });
  await s3.createBucket({ Bucket: 'example-trail', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
  for (const Name of names) {
    await cloudTrail.createTrail({
      Name,
      S3BucketName: 'example-trail',
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
    });
    await cloudTrail.startLogging({ Name });
  }
}

/** Trails that somebody switched off. */
export async function makeBusy(bench: Stage, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => `trail-${index}`);
  await makeTrails(bench, names);
  for (const Name of names) {
    await open(bench).cloudTrail.stopLogging({ Name });
    remember('StopLogging', Name);
  }
}

/** Who is denied everything. Trails are left out: they stay on, also when a run is taken back. */
export async function look(bench: Stage): Promise<unknown> {
  const { iam } = open(bench);
  const { AttachedPolicies: ofUser } = await iam.listAttachedUserPolicies({ UserName: 'legacy' });
  const { AttachedPolicies: ofRole } = await iam.listAttachedRolePolicies({ RoleName: 'ci' });
  const { AttachedPolicies: ofDeploy } = await iam.listAttachedRolePolicies({ RoleName: 'deploy' });
  return [ofUser, ofRole, ofDeploy].map((policies = []) => policies.map(({ PolicyName }) => PolicyName));
}

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: NAME,
  hasPolicies: true,
  input: { mocks: { 'cloudTrail.lookupEvents': lookupEvents } },
  makeQuiet: (bench) => makeTrails(bench, ['management']),
  makeBusy,
  look,
  tooMany: 6,
  permission: 'iam:AttachUserPolicy',
  badInputs: [
    [{ trail: 'a b' }, /Unexpected value of the input `trail`/u],
    [{ offender: 'maybe' }, /Unexpected value of the input `offender`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
  ],
};
