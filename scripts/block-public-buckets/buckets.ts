import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import type { Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors, readPages } from 'docusaurus-plugin-gait/automation';

/** The four switches of a block, in the order in which AWS documents them. */
const SWITCHES = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

/** Everybody, and everybody with an account of AWS. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
const PUBLIC_GROUPS = ['AllUsers', 'AuthenticatedUsers'].map(
  (name) => `http://acs.amazonaws.com/groups/global/${name}`,
);

/** The switches of a block that are on; `null` when the bucket has no block at all. */
export type Block = Record<(typeof SWITCHES)[number], boolean> | null;

/** A bucket whose block is not whole. */
export interface OpenBucket {
  name: string;
  block: Block;
  /** Whether its policy or its access list lets everybody in today. */
  isPublic: boolean;
}

/** A whole block. */
export const WHOLE_BLOCK: NonNullable<Block> = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** Buckets of the region whose block is not whole, by name, and how many there are in all. */
export async function readOpenBuckets(context: Context): Promise<{ open: OpenBucket[]; examined: number }> {
  const { clients, region } = context;
  const pages = await readPages(
    (ContinuationToken) => clients.s3.listBuckets({ ContinuationToken, BucketRegion: region, MaxBuckets: 1000 }),
    ({ ContinuationToken }) => ContinuationToken,
  );
  const names = pages.flatMap(({ Buckets = [] }) => Buckets.map(({ Name = '' }) => Name)).sort();
  const open: OpenBucket[] = [];
  for (const name of names) {
    const block = await readBlock(context, name);
    if (block === null || !SWITCHES.every((one) => block[one]))
      open.push({ name, block, isPublic: await isPublic(context, name) });
  }
  return { open, examined: names.length };
}

/** A block in words: `no block`, or the switches that are on. */
export function toText(block: Block): string {
  if (block === null) return 'no block';
  const on = SWITCHES.filter((one) => block[one]);
  return on.length === 0 ? 'a block with nothing switched on' : on.join(', ');
}

async function readBlock({ clients }: Context, Bucket: string): Promise<Block> {
  const answer = await ignoreErrors(['NoSuchPublicAccessBlockConfiguration'], () =>
    clients.s3.getPublicAccessBlock({ Bucket }),
  );
  const given: PublicAccessBlockConfiguration | undefined = answer?.PublicAccessBlockConfiguration;
  if (!given) return null;
  return {
    BlockPublicAcls: given.BlockPublicAcls === true,
    IgnorePublicAcls: given.IgnorePublicAcls === true,
    BlockPublicPolicy: given.BlockPublicPolicy === true,
    RestrictPublicBuckets: given.RestrictPublicBuckets === true,
  };
}

async function isPublic({ clients }: Context, Bucket: string): Promise<boolean> {
  const policy = await ignoreErrors(['NoSuchBucketPolicy'], () => clients.s3.getBucketPolicyStatus({ Bucket }));
  if (policy?.PolicyStatus?.IsPublic === true) return true;
  const { Grants = [] } = await clients.s3.getBucketAcl({ Bucket });
  return Grants.some(({ Grantee }) => PUBLIC_GROUPS.includes(Grantee?.URI ?? ''));
}
