import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hashFindings } from '../../plugins/docusaurus-plugin-gait/src/read/findings/hash.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gait-findings-hash-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

it('is what sha256sum makes of the files that hold findings, sorted', async () => {
  await mkdir(join(folder, 'b'));
  await writeFile(join(folder, 'b/scan.csv'), 'x'.repeat(200_000));
  await writeFile(join(folder, 'a.json'), '[]');
  await writeFile(join(folder, 'README.md'), 'no findings');
  const lines = execFileSync('sha256sum', ['a.json', 'b/scan.csv'], { cwd: folder });
  const hash = await hashFindings(folder);
  expect(hash).toBe(createHash('sha256').update(lines).digest('hex'));
  await writeFile(join(folder, 'a.json'), '[ ]');
  expect(await hashFindings(folder)).not.toBe(hash);
});

it('is none without findings', async () => {
  await writeFile(join(folder, 'README.md'), 'no findings');
  expect(await hashFindings(folder)).toBeNull();
  expect(await hashFindings(join(folder, 'nowhere'))).toBeNull();
});
