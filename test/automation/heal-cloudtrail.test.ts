import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { beforeEach, expect, it } from 'vitest';
import type { AutomationBench } from './bench.ts';
import { describeEightCases } from './eight-cases.ts';

const NAME = 'heal-cloudtrail';
const ACCOUNT = '123456789012';
const HOUR = 3_600_000;
const TRUST = '{"Version":"2012-10-17","Statement":[]}';
const LEGACY = { type: 'IAMUser', userName: 'legacy', accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:user/legacy` };

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
function remember(eventName: string, trail: string, { who = LEGACY, hours = 1, ...rest }: Circumstances = {}): void {
  const eventTime = new Date(Date.now() - hours * HOUR).toISOString();
  history.push({ eventName, eventTime, userIdentity: who, requestParameters: { name: trail }, ...rest });
}

function lookupEvents({ LookupAttributes: [asked] }: { LookupAttributes: { AttributeValue: string }[] }) {
  const events = history.filter(({ eventName }) => [eventName, 'false'].includes(asked?.AttributeValue ?? ''));
  return { Events: events.map((event) => ({ CloudTrailEvent: JSON.stringify(event) })) };
}

function toRole(name: string, accountId = ACCOUNT) {
  const arn = `arn:aws:sts::${accountId}:assumed-role/${name}/session`;
  return { type: 'AssumedRole', arn, sessionContext: { sessionIssuer: { type: 'Role', userName: name, accountId } } };
}

let opened: ReturnType<typeof createClients> | undefined;

function createClients(bench: AutomationBench) {
  const { endpoint } = bench;
  const clients = {
    cloudTrail: new CloudTrail({ endpoint }),
    iam: new IAM({ endpoint }),
    s3: new S3({ endpoint, forcePathStyle: true }),
  };
  for (const client of Object.values(clients)) bench.closeAfter(client);
  return clients;
}

function open(bench: AutomationBench): ReturnType<typeof createClients> {
  opened ??= createClients(bench);
  return opened;
}

/** Trails as they must be, all logging, and the users and roles that the history speaks of. */
async function makeTrails(bench: AutomationBench, names: string[]): Promise<void> {
  const { cloudTrail, iam, s3 } = open(bench);
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

async function makeBusy(bench: AutomationBench, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => `trail-${index}`);
  await makeTrails(bench, names);
  for (const Name of names) {
    await open(bench).cloudTrail.stopLogging({ Name });
    remember('StopLogging', Name);
  }
}

/** Who is denied everything. Trails are left out: they stay on, also when a run is taken back. */
async function look(bench: AutomationBench): Promise<unknown> {
  const { iam } = open(bench);
  const { AttachedPolicies: ofUser } = await iam.listAttachedUserPolicies({ UserName: 'legacy' });
  const { AttachedPolicies: ofRole } = await iam.listAttachedRolePolicies({ RoleName: 'ci' });
  const { AttachedPolicies: ofDeploy } = await iam.listAttachedRolePolicies({ RoleName: 'deploy' });
  return [ofUser, ofRole, ofDeploy].map((policies = []) => policies.map(({ PolicyName }) => PolicyName));
}

await describeEightCases(
  {
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
  },
  (bench) => {
    beforeEach(() => {
      history = [];
    });
    const isLogging = async (Name: string) => (await open(bench).cloudTrail.getTrailStatus({ Name })).IsLogging;
    const plan = async (inputs: Record<string, string> = {}) => {
      const { view, error } = await bench.plan({ inputs });
      expect(error).toBeUndefined();
      return {
        actions: view?.plan.actions.map(({ id }) => id),
        findings: view?.plan.findings.map(({ what }) => what) ?? [],
        notes: view?.plan.notes ?? {},
      };
    };

    it('starts the log first, then stops who did it, mends the settings, and keeps what it found', async () => {
      await makeTrails(bench, ['management', 'other']);
      const { cloudTrail } = open(bench);
      await cloudTrail.stopLogging({ Name: 'management' });
      await cloudTrail.updateTrail({ Name: 'management', IsMultiRegionTrail: false });
      remember('StopLogging', 'management', { hours: 400, errorCode: 'AccessDenied' });
      remember('UpdateTrail', `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/management`, { hours: 3 });
      remember('StopLogging', 'management', { hours: 2 });
      const { actions, notes } = await plan();
      expect(actions).toEqual(['management/start', LEGACY.arn, 'management/mend']);
      expect(notes['look-back']).toBe('3 changes of a trail in 90 days, 1 of them refused.');
      const result = await bench.apply();
      expect(result).toMatchObject({ status: 'done', problems: [] });
      expect(await isLogging('management')).toBe(true);
      const { Trail } = await cloudTrail.getTrail({ Name: 'management' });
      expect(Trail).toMatchObject({ IsMultiRegionTrail: true, LogFileValidationEnabled: true });
      expect(await look(bench)).toEqual([['AWSDenyAll'], [], []]);
      const folder = `.gait/runs/${result.run}`;
      expect(JSON.parse(bench.checkout.read(`${folder}/tampering.json`))).toHaveLength(3);
      expect(bench.checkout.list(folder)).toEqual(['gap.json', 'journal.jsonl', 'settings.json', 'tampering.json']);
      expect((await bench.undo(result.run ?? '')).status).toBe('done');
      expect([await isLogging('management'), await look(bench)]).toEqual([true, [[], [], []]]);
    });

    it('stops a role by its name, also when somebody has started the trail again', async () => {
      await makeTrails(bench, ['management']);
      remember('StopLogging', 'management', { who: toRole('ci') });
      expect(await bench.apply()).toMatchObject({ status: 'done', problems: [] });
      expect(await look(bench)).toEqual([[], ['AWSDenyAll'], []]);
    });

    it('starts the log and stops nobody when more than one did it', async () => {
      await makeTrails(bench, ['one', 'two']);
      for (const Name of ['one', 'two']) await open(bench).cloudTrail.stopLogging({ Name });
      remember('StopLogging', 'one');
      remember('StopLogging', 'two', { who: toRole('ci') });
      const { actions, findings } = await plan();
      expect(actions).toEqual(['one/start', 'two/start']);
      expect(findings).toHaveLength(2);
      await bench.apply();
      expect([await isLogging('one'), await isLogging('two'), await look(bench)]).toEqual([true, true, [[], [], []]]);
    });

    it.each([
      ['the root user', { type: 'Root', arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT }, /neither/u],
      ['a service', { type: 'AWSService', invokedBy: 'example.amazonaws.com' }, /neither/u],
      ['another account', toRole('ci', '210987654321'), /another account/u],
      ['people of Identity Center', toRole('AWSReservedSSO_Admin_0123456789abcdef'), /Identity Center/u],
      ['the deployment', toRole('deploy'), /spared/u],
    ])('leaves %s to a person', async (_who, who, reason) => {
      await makeTrails(bench, ['management']);
      remember('StopLogging', 'management', { who });
      const { actions, findings } = await plan();
      expect(actions).toEqual([]);
      expect(findings).toEqual([expect.stringMatching(reason)]);
    });

    it('stops nobody when it is told so, and nobody whom an exception names', async () => {
      await makeBusy(bench, 1);
      expect((await plan({ offender: 'leave' })).actions).toEqual(['trail-0/start']);
      bench.checkout.grant('drill', { control: 'cis-aws@5.0.0#4.5', scope: 'legacy' });
      expect((await plan()).actions).toEqual(['trail-0/start']);
      bench.checkout.grant('old-trail', { control: 'cis-aws@5.0.0#3.1', scope: 'trail-0' });
      expect((await plan()).actions).toEqual([]);
    });

    it('says which trail was deleted, and which leaves events out', async () => {
      await makeTrails(bench, ['management']);
      await open(bench).cloudTrail.putEventSelectors({
        TrailName: 'management',
        EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }],
      });
      remember('DeleteTrail', 'gone');
      remember('DeleteTrail', 'long-gone', { hours: 300 });
      const { actions, findings } = await plan();
      expect(actions).toEqual([LEGACY.arn]);
      expect(findings).toEqual([
        'management does not take in every management event',
        expect.stringMatching(/^gone was deleted at/u),
      ]);
    });
  },
);
