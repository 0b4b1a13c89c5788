import { expect, it } from 'vitest';
import { describeEightCases } from './eight-cases.ts';
import {
  BOB,
  ADDRESS,
  HOUR,
  inputs,
  open,
  makeTickets,
  giveTicket,
  makeBusy,
  look,
  SESSION,
  scene,
} from './scenes/isolate-instance.ts';

await describeEightCases(scene, (bench) => {
  const listMeasures = async () => {
    const { view, error } = await bench.plan();
    expect(error).toBeUndefined();
    return view?.plan.actions.map(({ data }) => (data as { measure: string }).measure);
  };

  it('cuts everything off in the order of the SOP, and keeps the evidence', async () => {
    await makeBusy(bench, 1);
    const { ec2, iam } = open(bench);
    const { instance = '' } = inputs;
    expect(await listMeasures()).toEqual([
      'tag',
      'protection',
      'balancers',
      'quarantine',
      'interfaces',
      'acl',
      'credentials',
      'snapshots',
    ]);
    const result = await bench.apply();
    expect(result).toMatchObject({ status: 'done', problems: [] });
    expect(await look(bench)).toMatchObject({
      instances: [{ Tags: [{ Key: 'quarantine', Value: 'SEC-1042' }], groups: [[`quarantine-${instance}`]] }],
      protections: [
        [
          [true, undefined],
          [undefined, 'stop'],
        ],
      ],
      groups: expect.arrayContaining([[`quarantine-${instance}`, 0]]) as unknown,
      acls: [
        expect.arrayContaining([
          [1, `${ADDRESS}/32`, true, 'deny'],
          [1, `${ADDRESS}/32`, false, 'deny'],
        ]),
      ] as unknown,
      targets: [[]],
      policies: [`quarantine-${instance}`],
    });
    const policy = await iam.getRolePolicy({ RoleName: 'web', PolicyName: `quarantine-${instance}` });
    expect(decodeURIComponent(policy.PolicyDocument ?? '')).toContain(
      `{"ec2:SourceInstanceARN":"arn:aws:ec2:eu-west-1:123456789012:instance/${instance}"}`,
    );
    const { Snapshots = [] } = await ec2.describeSnapshots({
      Filters: [{ Name: 'tag:quarantine', Values: ['SEC-1042'] }],
    });
    expect(Snapshots).toHaveLength(1);
    const folder = `.gait/runs/${result.run}`;
    expect(bench.checkout.list(folder)).toEqual(['console.txt', 'journal.jsonl', 'sessions.json', 'state.json']);
    expect(JSON.parse(bench.checkout.read(`${folder}/sessions.json`))).toEqual([
      { ...SESSION, requestParameters: { target: instance } },
    ]);
  });

  it('takes an instance out of its Auto Scaling group, which starts another', async () => {
    await makeTickets(bench);
    const { ec2, scaling } = open(bench);
    const { Images = [] } = await ec2.describeImages({ Owners: ['amazon'] });
    const { Subnets = [] } = await ec2.describeSubnets({});
    const AutoScalingGroupName = 'web';
    await scaling.createLaunchConfiguration({
      LaunchConfigurationName: 'web',
      ImageId: Images[0]?.ImageId,
      InstanceType: 't3.micro',
    });
    await scaling.createAutoScalingGroup({
      AutoScalingGroupName,
      LaunchConfigurationName: 'web',
      MinSize: 1,
      MaxSize: 2,
      DesiredCapacity: 1,
      VPCZoneIdentifier: Subnets[0]?.SubnetId,
    });
    const readMembers = async () => {
      const { AutoScalingInstances = [] } = await scaling.describeAutoScalingInstances({});
      return AutoScalingInstances.map(({ InstanceId = '' }) => InstanceId);
    };
    const [member = ''] = await readMembers();
    inputs.instance = member;
    const { run = '', status } = await bench.apply();
    expect(status).toBe('done');
    const [replacement] = await readMembers();
    expect(await readMembers()).toHaveLength(1);
    expect(replacement).not.toBe(member);
    expect((await bench.undo(run)).status).toBe('done');
    expect(await readMembers()).toEqual([replacement]);
  });

  it('is not put off by a ticket of somebody else, of another hour, or when nobody is named', async () => {
    await makeBusy(bench, 1);
    await giveTicket(bench, 'arn:aws:sts::123456789012:assumed-role/operator/alice');
    expect(await listMeasures()).not.toEqual([]);
    await giveTicket(bench, BOB, Date.now() - 3 * HOUR);
    expect(await listMeasures()).not.toEqual([]);
    await giveTicket(bench, BOB);
    expect(await listMeasures()).toEqual([]);
    const { person: _, ...anonymous } = inputs;
    expect((await bench.plan({ inputs: anonymous })).status).toBe('would-change');
  });

  it('touches nothing when there is no table of tickets, but for somebody who looked', async () => {
    await makeBusy(bench, 1);
    const absent = await bench.apply({ inputs: { ...inputs, tickets: 'absent' } });
    expect(absent).toMatchObject({ status: 'failed', results: [] });
    expect((await bench.plan({ inputs: { ...inputs, tickets: 'none' } })).status).toBe('would-change');
  });

  it('goes on where a run was cut off', async () => {
    await makeBusy(bench, 1);
    bench.amend("'ec2:ModifyNetworkInterfaceAttribute'", "'sts:GetSessionToken'");
    expect((await bench.apply()).status).toBe('failed');
    bench.amend("'sts:GetSessionToken'", "'ec2:ModifyNetworkInterfaceAttribute'");
    expect(await listMeasures()).toEqual(['interfaces', 'acl', 'credentials', 'snapshots']);
    expect(await bench.apply()).toMatchObject({ status: 'done', problems: [] });
  });

  it('leaves an instance that is gone to a person', async () => {
    await makeBusy(bench, 1);
    await open(bench).ec2.terminateInstances({ InstanceIds: [inputs.instance ?? ''] });
    const { view } = await bench.plan();
    expect(view?.plan.actions).toEqual([]);
    expect(view?.plan.findings).toMatchObject([{ id: inputs.instance }]);
  });
});
