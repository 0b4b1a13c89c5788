import type { Action, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, ignoreErrors, isExcepted } from 'docusaurus-plugin-gait/automation';
import { readOpenBuckets, toText, WHOLE_BLOCK } from './buckets.ts';
import type { Block, OpenBucket } from './buckets.ts';

/** The control and the checks that an exception may name. */
const SUBJECTS = ['cis-aws@5.0.0#2.1.4', 'prowler:s3_bucket_level_public_access_block', 'securityhub:S3.8'];

export const { plan, apply, verify, undo } = defineAutomation<{ bucket: string; block: Block }>({
  async plan(context) {
    const { open, examined } = await readOpenBuckets(context);
    const excepted = open.filter(({ name }) => isExcepted(context.exceptions, SUBJECTS, name));
    const buckets = open.filter((bucket) => !excepted.includes(bucket));
    const isLeft = ({ isPublic }: OpenBucket): boolean => isPublic && context.inputs.public !== 'block';
    const findings = buckets.filter(isLeft).map(toFinding);
    return {
      examined,
      actions: buckets.filter((bucket) => !isLeft(bucket)).map((bucket) => toAction(bucket, context)),
      findings,
      notes: {
        'confirm-account': `Account ${context.account}, buckets of ${context.region}.`,
        'find-open-buckets': `${open.length} of ${examined} buckets lack a whole block.`,
        'review-use': `${findings.length} are public today and left to a person, ${excepted.length} excepted.`,
      },
    };
  },

  async apply({ clients }, { data: { bucket } }) {
    await clients.s3.putPublicAccessBlock({ Bucket: bucket, PublicAccessBlockConfiguration: WHOLE_BLOCK });
  },

  async verify(context) {
    const { open } = await readOpenBuckets(context);
    return open.filter(({ name }) => !isExcepted(context.exceptions, SUBJECTS, name)).map(toFinding);
  },

  async undo({ clients }, { data: { bucket, block } }) {
    if (block === null)
      await ignoreErrors(['NoSuchPublicAccessBlockConfiguration'], () =>
        clients.s3.deletePublicAccessBlock({ Bucket: bucket }),
      );
    else await clients.s3.putPublicAccessBlock({ Bucket: bucket, PublicAccessBlockConfiguration: block });
  },
});

function toAction(
  { name, block, isPublic }: OpenBucket,
  { partition }: Context,
): Action<{ bucket: string; block: Block }> {
  return {
    id: name,
    resource: `arn:${partition}:s3:::${name}`,
    what: `Block public access to ${name}`,
    why: isPublic ? 'Everybody can read or write it today' : 'A policy or an access list could open it to everybody',
    before: toText(block),
    after: toText(WHOLE_BLOCK),
    undo: block === null ? 'Take the block away' : `Put back: ${toText(block)}`,
    data: { bucket: name, block },
  };
}

function toFinding({ name, block, isPublic }: OpenBucket): Finding {
  return {
    id: name,
    resource: name,
    what: `${name} has ${toText(block)}${isPublic ? ' and lets everybody in today' : ''}`,
    advice: isPublic
      ? 'Ask its owner who relies on it; then run with --input public=block, or grant an exception with an end'
      : 'Look for what took the block away, then run again',
  };
}
