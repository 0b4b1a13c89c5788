import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isInstalled } from '../../tools/install.mjs';
import { createFolder, writeAll } from './support.ts';

const LOCKED = {
  '': { name: 'base' },
  'node_modules/left': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/of-another-platform': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};
const { 'node_modules/left': left } = LOCKED;

/** A folder in which these are locked, and these installed. */
async function createInstallation(locked: object, installed?: object): Promise<string> {
  const folder = await createFolder();
  await writeAll(folder, { 'package-lock.json': JSON.stringify({ packages: locked }) });
  if (installed) await writeAll(folder, { 'node_modules/.package-lock.json': JSON.stringify({ packages: installed }) });
  return folder;
}

it('nothing is installed again because a checkout gave the lockfile a new time', async () => {
  const folder = await createInstallation(LOCKED, { 'node_modules/left': left });
  await utimes(join(folder, 'package-lock.json'), new Date('2100-01-01'), new Date('2100-01-01'));
  expect(isInstalled(folder)).toBe(true);
});

it.each<[string, object | undefined]>([
  ['nothing is there', undefined],
  ['a package is missing', {}],
  ['a package has another version', { 'node_modules/left': { ...left, version: '1.0.1' } }],
  ['a package has other content', { 'node_modules/left': { ...left, integrity: 'sha512-c' } }],
  ['a package is no longer locked', { 'node_modules/left': left, 'node_modules/right': left }],
])('something is installed when %s', async (_, installed) => {
  expect(isInstalled(await createInstallation(LOCKED, installed))).toBe(false);
});
