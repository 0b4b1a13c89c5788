import type { Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, getNewFindings, isExcepted, readsOnly } from 'docusaurus-plugin-gait/automation';
import { findWeaknesses, hasRootKey, readReport } from './report.ts';
import type { Identity, Weakness } from './report.ts';

/** The report takes AWS a few seconds, minutes in a very large account. */
const PATIENCE = { tries: 60, milliseconds: 2000 };

/** For each kind of weakness: the control and the checks that an exception may name, and what the SOP advises. */
const KINDS: Record<Weakness['kind'], { what: string; advice: string; subjects: readonly string[] }> = {
  'no-mfa': {
    what: 'has a console password and no MFA',
    advice: 'Enrol within 7 days, else remove the password',
    subjects: ['cis-aws@5.0.0#1.9', 'prowler:iam_user_mfa_enabled_console_access', 'securityhub:IAM.5'],
  },
  'old-key': {
    what: 'has an access key that is older than 90 days',
    advice: 'Rotate within 7 days, or better replace it with a role',
    subjects: ['cis-aws@5.0.0#1.13', 'prowler:iam_rotate_access_key_90_days', 'securityhub:IAM.3'],
  },
  'two-keys': {
    what: 'has two active access keys',
    advice: 'Deactivate the one that is not used; delete it after 14 quiet days',
    subjects: ['cis-aws@5.0.0#1.12', 'prowler:iam_user_two_active_access_key'],
  },
  'unused-password': {
    what: 'has a password that nobody used for 45 days',
    advice: 'Disable now',
    subjects: ['cis-aws@5.0.0#1.11', 'prowler:iam_user_console_access_unused', 'securityhub:IAM.22'],
  },
  'unused-key': {
    what: 'has an access key that nobody used for 45 days',
    advice: 'Disable now',
    subjects: ['cis-aws@5.0.0#1.11', 'prowler:iam_user_accesskey_unused', 'securityhub:IAM.22'],
  },
};

/** Reads only. Its plan is the review; applying it keeps the review as evidence and puts it on record. */
export const { plan, apply, verify } = defineAutomation({
  async plan(context) {
    const { identities, generatedAt } = await readIdentities(context);
    const weaknesses = findWeaknesses(identities, context.now);
    const open = weaknesses.filter((one) => !isCovered(one, context));
    const findings = open.map(toFinding);
    const count = (...kinds: Weakness['kind'][]): number => open.filter(({ kind }) => kinds.includes(kind)).length;
    return {
      examined: identities.length,
      actions: [],
      findings,
      ...(hasRootKey(identities) && {
        stop: {
          step: 'find-stale-keys',
          reason: 'the root user has an access key',
          hint: 'Carry out check-root-user now and finish this review afterwards.',
        },
      }),
      notes: {
        'confirm-account': `Account ${context.account}.`,
        'generate-report': `${identities.length} identities; AWS made the report at ${generatedAt}.`,
        'find-missing-mfa': `${count('no-mfa')} found.`,
        'find-stale-keys': `${count('old-key')} old keys and ${count('two-keys')} spare ones found.`,
        'find-unused-users': `${count('unused-password', 'unused-key')} unused credentials found.`,
        'record-decisions': `${findings.length} written down with the advice of the SOP, ${weaknesses.length - open.length} excepted.`,
      },
      evidence: [
        { name: 'review.json', text: toReview(context, { identities: identities.length, generatedAt, findings }) },
      ],
    };
  },

  apply: readsOnly,

  /** What turned up while the review was written is not in it. */
  async verify(context, plan) {
    const { identities } = await readIdentities(context);
    const weaknesses = findWeaknesses(identities, context.now).filter((one) => !isCovered(one, context));
    return getNewFindings(plan, weaknesses.map(toFinding));
  },
});

async function readIdentities({ clients, wait }: Context): Promise<{ identities: Identity[]; generatedAt: string }> {
  for (let tries = 0; (await clients.iam.generateCredentialReport({})).State !== 'COMPLETE'; tries += 1) {
    if (tries === PATIENCE.tries)
      throw new Error('Unexpected delay of the credential report, expected it within two minutes');
    await wait(PATIENCE.milliseconds);
  }
  const { Content, GeneratedTime } = await clients.iam.getCredentialReport({});
  return {
    identities: readReport(new TextDecoder().decode(Content)),
    generatedAt: GeneratedTime?.toISOString() ?? 'an unknown time',
  };
}

function isCovered({ kind, user }: Weakness, { exceptions }: Context): boolean {
  return isExcepted(exceptions, KINDS[kind].subjects, user);
}

function toFinding({ user, arn, kind, key, since }: Weakness): Finding {
  const { what, advice } = KINDS[kind];
  return {
    id: `${user}/${kind}${key === undefined ? '' : `-${key}`}`,
    resource: arn,
    what: `${user} ${what}${key === undefined ? '' : ` (key ${key})`}, since ${since}`,
    advice,
  };
}

function toReview(
  { account, now }: Context,
  review: { identities: number; generatedAt: string; findings: Finding[] },
): string {
  return `${JSON.stringify({ account, reviewed_at: now.toISOString(), ...review }, null, 2)}\n`;
}
