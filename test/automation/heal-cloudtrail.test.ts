import { expect, it } from 'vitest';
import { describeEightCases } from './eight-cases.ts';
import { ACCOUNT, LEGACY, remember, open, makeTrails, makeBusy, look, scene } from './scenes/heal-cloudtrail.ts';

function toRole(name: string, accountId = ACCOUNT) {
  const arn = `arn:aws:sts::${accountId}:assumed-role/${name}/session`;
  return { type: 'AssumedRole', arn, sessionContext: { sessionIssuer: { type: 'Role', userName: name, accountId } } };
}

await describeEightCases(scene, (bench) => {
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
});
