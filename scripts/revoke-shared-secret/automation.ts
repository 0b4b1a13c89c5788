import type { Action, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, ignoreErrors, readPages } from 'docusaurus-plugin-gait/automation';
import { readReads } from './readers.ts';
import { findObstacle } from './replacement.ts';

/** First the replacement, then the end of the leaked version: readers are never without a value. */
type Cut = { kind: 'replace' | 'withdraw'; secret: string; version: string };

export const { plan, apply, verify } = defineAutomation<Cut>({
  async plan(context) {
    const { secret = '', version = '' } = context.inputs;
    const found = await readLabels(context, secret, version);
    if (found === undefined) {
      const reason = `${secret} has no version ${version}`;
      const hint = 'Compare region, name and version with what list-secret-version-ids says.';
      return { examined: 1, actions: [], findings: [], stop: { step: 'find-version', reason, hint } };
    }
    const { arn, labels } = found;
    const isCurrent = labels.includes('AWSCURRENT');
    const stop = isCurrent ? await findObstacle(context, secret) : undefined;
    const reads = await readReads(context, [secret, arn]);
    const people = [...new Set(reads.map(({ who }) => who))].sort();
    const kinds: Cut['kind'][] = isCurrent ? ['replace', 'withdraw'] : labels.length > 0 ? ['withdraw'] : [];
    return {
      examined: 1,
      actions: kinds.map((kind) => toAction({ kind, secret, version }, { arn, labels })),
      findings: [],
      ...(stop && { stop }),
      notes: {
        'confirm-account': `Account ${context.account}, region ${context.region}.`,
        'find-version': `Version ${version}, ${labels.join(', ') || 'without a label'}.`,
        'trace-readers': `${people.length} readers in the latest events of ${context.region}, kept where it ran.`,
      },
      evidence: [{ name: 'readers.json', text: `${JSON.stringify({ readers: people, reads }, null, 2)}\n` }],
    };
  },

  async apply(context, { data: { kind, secret, version } }) {
    const { clients, inputs } = context;
    const { labels = [] } = (await readLabels(context, secret, version)) ?? {};
    if (kind === 'replace') {
      if (!labels.includes('AWSCURRENT')) return;
      await clients.secretsManager.putSecretValue({ SecretId: secret, SecretString: inputs.value });
      return;
    }
    for (const VersionStage of labels) {
      await clients.secretsManager.updateSecretVersionStage({
        SecretId: secret,
        VersionStage,
        RemoveFromVersionId: version,
      });
    }
  },

  async verify(context) {
    const { secret = '', version = '' } = context.inputs;
    const { labels = [] } = (await readLabels(context, secret, version)) ?? {};
    return labels.length === 0 ? [] : [toProblem(secret, labels)];
  },
});

/** The labels of a version; undefined when there is no such version. */
async function readLabels(
  { clients }: Context,
  SecretId: string,
  version: string,
): Promise<{ arn: string; labels: string[] } | undefined> {
  const found = await ignoreErrors(['ResourceNotFoundException'], () =>
    clients.secretsManager.describeSecret({ SecretId }),
  );
  if (found === undefined) return undefined;
  const pages = await readPages((NextToken) =>
    clients.secretsManager.listSecretVersionIds({ SecretId, NextToken, IncludeDeprecated: true }),
  );
  const one = pages.flatMap(({ Versions = [] }) => Versions).find(({ VersionId }) => VersionId === version);
  return one === undefined ? undefined : { arn: found.ARN ?? SecretId, labels: [...(one.VersionStages ?? [])].sort() };
}

function toAction(data: Cut, { arn, labels }: { arn: string; labels: string[] }): Action<Cut> {
  const { kind, secret, version } = data;
  const common = { id: kind, resource: arn, data };
  if (kind === 'replace') {
    return {
      ...common,
      what: `Store the replacement as the current version of ${secret}`,
      why: 'Readers get the value that leaked',
      before: `current: ${version}, which leaked`,
      after: 'current: the replacement',
    };
  }
  return {
    ...common,
    what: `Take every label off version ${version} of ${secret}`,
    why: 'Nobody may take up the leaked value again, not even by a rollback',
    before: labels.includes('AWSCURRENT') ? 'AWSPREVIOUS, once it is replaced' : labels.join(', '),
    after: 'no label: AWS deletes the version in its own time',
  };
}

function toProblem(secret: string, labels: readonly string[]): Finding {
  return {
    id: secret,
    resource: secret,
    what: `The leaked version of ${secret} still has ${labels.join(', ')}`,
    advice: 'Go on by hand at once, with the step withdraw-version',
  };
}
