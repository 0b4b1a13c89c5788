import type { Instance } from '@aws-sdk/client-ec2';
import type { Action, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, isExcepted, readPages } from 'docusaurus-plugin-gait/automation';

/** The control and the checks that an exception may name. */
const SUBJECTS = ['cis-aws@5.0.0#5.7', 'prowler:ec2_instance_imdsv2_enabled', 'securityhub:EC2.8'];

const STATES = ['pending', 'running', 'stopping', 'stopped'];

/** As long as the SOP looks back. */
const WINDOW_SECONDS = 14 * 86_400;

/** An instance that answers version 1, and how often it was asked without a token. */
interface OptionalInstance {
  id: string;
  uses: number;
}

export const { plan, apply, verify, undo } = defineAutomation<{ instance: string }>({
  async plan(context) {
    const { optional, examined } = await readOptional(context);
    const excepted = optional.filter((id) => isExcepted(context.exceptions, SUBJECTS, id));
    const instances = await readUses(
      context,
      optional.filter((id) => !excepted.includes(id)),
    );
    const isLeft = ({ uses }: OptionalInstance): boolean => uses > 0 && context.inputs.used !== 'require';
    const findings = instances.filter(isLeft).map(toFinding);
    return {
      examined,
      actions: instances.filter((one) => !isLeft(one)).map(toAction),
      findings,
      notes: {
        'confirm-account': `Account ${context.account}, region ${context.region}.`,
        'find-optional': `${optional.length} of ${examined} instances answer version 1.`,
        'see-use': `${findings.length} left to a person, ${excepted.length} excepted.`,
      },
    };
  },

  async apply(context, { data: { instance } }) {
    await setTokens(context, instance, 'required');
  },

  async verify(context) {
    const { optional } = await readOptional(context);
    const left = optional.filter((id) => !isExcepted(context.exceptions, SUBJECTS, id));
    return (await readUses(context, left)).map(toFinding);
  },

  async undo(context, { data: { instance } }) {
    await setTokens(context, instance, 'optional');
  },
});

async function readOptional({ clients }: Context): Promise<{ optional: string[]; examined: number }> {
  const Filters = [{ Name: 'instance-state-name', Values: STATES }];
  const pages = await readPages((NextToken) => clients.ec2.describeInstances({ NextToken, Filters }));
  const instances = pages.flatMap((page) => page.Reservations ?? []).flatMap((one) => one.Instances ?? []);
  return {
    optional: instances
      .filter(answersVersion1)
      .map(({ InstanceId = '' }) => InstanceId)
      .sort(),
    examined: instances.length,
  };
}

function answersVersion1({ MetadataOptions }: Instance): boolean {
  return MetadataOptions?.HttpEndpoint !== 'disabled' && MetadataOptions?.HttpTokens !== 'required';
}

async function readUses({ clients, now }: Context, ids: readonly string[]): Promise<OptionalInstance[]> {
  const instances: OptionalInstance[] = [];
  for (const id of ids) {
    const { Datapoints = [] } = await clients.cloudWatch.getMetricStatistics({
      Namespace: 'AWS/EC2',
      MetricName: 'MetadataNoToken',
      Dimensions: [{ Name: 'InstanceId', Value: id }],
      StartTime: new Date(now.getTime() - WINDOW_SECONDS * 1000),
      EndTime: now,
      Period: 86_400,
      Statistics: ['Sum'],
    });
    instances.push({ id, uses: Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0) });
  }
  return instances;
}

/** The hop limit is left alone: containers may need it. */
async function setTokens({ clients }: Context, InstanceId: string, HttpTokens: 'optional' | 'required'): Promise<void> {
  await clients.ec2.modifyInstanceMetadataOptions({ InstanceId, HttpTokens, HttpEndpoint: 'enabled' });
}

function toAction({ id, uses }: OptionalInstance): Action<{ instance: string }> {
  return {
    id,
    resource: id,
    what: `Require tokens of the metadata service of ${id}`,
    why:
      uses === 0
        ? 'It answers version 1, and nothing asked for it in 14 days'
        : `It answers version 1; ${uses} requests came without a token`,
    before: 'HttpTokens=optional',
    after: 'HttpTokens=required',
    undo: 'Make tokens optional again',
    data: { instance: id },
  };
}

function toFinding({ id, uses }: OptionalInstance): Finding {
  return {
    id,
    resource: id,
    what: `${id} answers version 1 of the metadata service, and was asked ${uses} times without a token in 14 days`,
    advice:
      uses === 0
        ? 'Look for what made tokens optional again, then run once more'
        : 'Find the program with the owner of the instance, bring it up to date, then run with --input used=require',
  };
}
