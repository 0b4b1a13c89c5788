import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { glob } from 'tinyglobby';
import { beforeAll, expect, it } from 'vitest';
import { buildCorpus } from '../support/sites.ts';

const LIMIT = 180 * 1024;
const SPREAD = 3 * 1024;

let few: string;
let many: string;

beforeAll(async () => {
  few = (await buildCorpus(50)).build;
  many = (await buildCorpus(500)).build;
});

it('the script that an SOP loads first is small and does not grow with their number', async () => {
  const [small, large] = await Promise.all([getScriptBytes(few), getScriptBytes(many)]);
  expect(small).toBeGreaterThan(10 * 1024);
  expect(small).toBeLessThanOrEqual(LIMIT);
  expect(large).toBeLessThanOrEqual(LIMIT);
  expect(Math.abs(large - small)).toBeLessThanOrEqual(SPREAD);
});

it('every SOP has its page', async () => {
  expect(await glob('sops/*/index.html', { cwd: few })).toHaveLength(50);
  expect(await glob('sops/*/index.html', { cwd: many })).toHaveLength(500);
});

/** Bytes, compressed, of the scripts that a page of an SOP names: those in its own tags and those to be fetched ahead. */
async function getScriptBytes(build: string): Promise<number> {
  const [page = ''] = (await glob('sops/*/index.html', { cwd: build })).sort();
  const html = await readFile(join(build, page), 'utf8');
  const scripts = new Set([...html.matchAll(/(?:src|href)="?(\/[^"\s>]+\.js)"?/gu)].map(([, path = '']) => path));
  let bytes = 0;
  for (const path of scripts) bytes += gzipSync(await readFile(join(build, path)), { level: 9 }).length;
  return bytes;
}
