import { expect, it } from 'vitest';
import { describeEightCases } from './eight-cases.ts';
import { Filter, inputs, open, makeUnits, read, scene } from './scenes/guard-organization.ts';

await describeEightCases(scene, (bench) => {
  it('denies switching off trails to all but one role, and other regions but for what has none', async () => {
    const [unit] = await makeUnits(bench, 1);
    expect(await bench.apply({ inputs: { ...inputs, exempt: 'release' } })).toMatchObject({
      status: 'done',
      problems: [],
    });
    const [trail, regions] = await read(bench);
    expect(JSON.parse(trail?.content ?? '')).toMatchObject({
      Statement: [
        {
          Effect: 'Deny',
          Action: expect.arrayContaining(['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail']) as unknown,
          Condition: { ArnNotLike: { 'aws:PrincipalARN': 'arn:aws:iam::*:role/release' } },
        },
      ],
    });
    expect(JSON.parse(regions?.content ?? '')).toMatchObject({
      Statement: [
        {
          Effect: 'Deny',
          NotAction: expect.arrayContaining(['iam:*', 'organizations:*', 'sts:*', 'support:*']) as unknown,
          Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } },
        },
      ],
    });
    // AWS takes 5,120 characters.
    expect(regions?.content.length).toBeLessThan(5_120);
    expect([trail?.targets, regions?.targets]).toEqual([[unit], [unit]]);
  });

  it('changes a policy when the regions change, and puts back what it said', async () => {
    await makeUnits(bench, 1);
    await bench.apply();
    const before = await read(bench);
    const wider = { ...inputs, regions: 'eu-west-1,eu-north-1' };
    const { view } = await bench.plan({ inputs: wider });
    expect(view?.plan.actions.map(({ id }) => id)).toEqual(['guard-regions/write']);
    const { run = '' } = await bench.apply({ inputs: wider });
    expect((await read(bench))[1]?.content).toContain('eu-north-1');
    expect((await bench.undo(run)).status).toBe('done');
    expect(await read(bench)).toEqual(before);
  });

  it('leaves a target to a person that has no place left', async () => {
    const [unit = ''] = await makeUnits(bench, 1);
    await bench.apply();
    const organizations = open(bench);
    for (const { Name, PolicyId } of await readIds()) {
      if (Name === 'guard-regions') await organizations.detachPolicy({ PolicyId, TargetId: unit });
    }
    for (let made = 0; made < 3; made += 1) {
      const Content = '{"Version":"2012-10-17","Statement":[]}';
      const { Policy } = await organizations.createPolicy({
        Name: `own-${made}`,
        Description: '',
        Content,
        Type: Filter,
      });
      await organizations.attachPolicy({ PolicyId: Policy?.PolicySummary?.Id, TargetId: unit });
    }
    const { view } = await bench.plan();
    expect(view?.plan.actions).toEqual([]);
    expect(view?.plan.findings).toMatchObject([{ id: unit }]);
  });

  async function readIds() {
    const { Policies = [] } = await open(bench).listPolicies({ Filter });
    return Policies.map(({ Name, Id: PolicyId }) => ({ Name, PolicyId }));
  }

  it('stops where there are no such policies, and fails where there is no organisation', async () => {
    await open(bench).createOrganization({ FeatureSet: 'CONSOLIDATED_BILLING' });
    inputs.targets = 'ou-ab12-11112222';
    const { status, stop } = await bench.apply({ channels: [] });
    expect([status, stop?.reason]).toEqual(['stopped', expect.stringContaining('all features')]);
    await open(bench).deleteOrganization({});
    expect((await bench.apply()).error).toContain('AWSOrganizationsNotInUseException');
  });
});
