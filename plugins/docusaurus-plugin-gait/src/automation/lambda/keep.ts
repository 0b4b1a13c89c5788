import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connections } from '../connections.ts';
import type { RunResult } from '../options.ts';

/** Where a function keeps what its runs leave behind. */
export interface Place {
  /** Folder that the run wrote into. */
  root: string;
  bucket: string;
}

/**
 * Puts what a run left (journal, evidence, records) into a bucket, under the paths that it has in a checkout, and answers where. Nothing when
 * it left nothing.
 */
export async function keepRun(
  connections: Connections,
  result: RunResult,
  { root, bucket }: Place,
): Promise<string | undefined> {
  const { journal, records } = result;
  if (journal === undefined) return undefined;
  const files = readdirSync(join(root, journal)).map((name) => `${journal}/${name}`);
  const s3 = await connections.get('s3');
  for (const path of [...files.sort(), ...records]) {
    await s3.putObject({ Bucket: bucket, Key: toKey(path), Body: readFileSync(join(root, path)) });
  }
  return `s3://${bucket}/${toKey(journal)}/`;
}

/** `.gait/runs/<run>/…` is `runs/<run>/…` in the bucket; records keep their path. */
function toKey(path: string): string {
  return path.replace(/^\.gait\//u, '');
}
