import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeEightCases } from './eight-cases.ts';
import { createSharedSecrets } from './shared-secrets.ts';
import { NAME, LEAKED, NEW, leaked, leak, scene } from './scenes/revoke-shared-secret.ts';

await describeEightCases(scene, (bench) => {
  it('gives readers the replacement first, then takes every label off the leaked version', async () => {
    await leak(bench.endpoint);
    const { run = '', results } = await bench.apply();
    expect(results.map(({ action }) => action.id)).toEqual(['replace', 'withdraw']);
    const shared = createSharedSecrets(bench.endpoint);
    expect(await shared.readValue(NAME)).toBe(NEW);
    expect((await shared.readLabels(NAME))[leaked.version] ?? []).toEqual([]);
    const journal = readFileSync(join(bench.checkout.root, `.gait/runs/${run}/journal.jsonl`), 'utf8');
    for (const value of ['leaked-0c1d77be4a02', 'new-77be4a023f9a']) expect(journal).not.toContain(value);
  });

  it('needs no replacement for a former version', async () => {
    await leak(bench.endpoint);
    const shared = createSharedSecrets(bench.endpoint);
    await shared.put(NAME, NEW);
    const { status, results } = await bench.apply({ secrets: {} });
    expect(status).toBe('done');
    expect(results.map(({ action }) => action.id)).toEqual(['withdraw']);
    expect((await shared.readLabels(NAME))[leaked.version] ?? []).toEqual([]);
  });

  it('keeps who read the secret, and nothing of other secrets', async () => {
    await leak(bench.endpoint);
    const toEvent = (arn: string, secretId: string) => ({
      CloudTrailEvent: JSON.stringify({
        eventTime: '2026-11-20T08:41:10Z',
        userIdentity: { arn },
        sourceIPAddress: '203.0.113.9',
        requestParameters: { secretId },
      }),
    });
    const Events = [toEvent('arn:aws:iam::123456789012:user/carol', NAME), toEvent('arn:other', 'ours/database')];
    const { run = '' } = await bench.apply({ mocks: { 'cloudTrail.lookupEvents': () => ({ Events }) } });
    const kept = readFileSync(join(bench.checkout.root, `.gait/runs/${run}/readers.json`), 'utf8');
    expect(JSON.parse(kept)).toEqual({
      readers: ['arn:aws:iam::123456789012:user/carol'],
      reads: [{ time: '2026-11-20T08:41:10Z', who: 'arn:aws:iam::123456789012:user/carol', address: '203.0.113.9' }],
    });
  });

  it.each([
    ['no replacement', {}, /no replacement is given/u],
    ['the leaked value again', { value: LEAKED }, /the replacement is the leaked value/u],
    [
      'a replacement of another form',
      { value: 'new-77be4a023f9a' },
      /has plain text, and readers expect the keys token/u,
    ],
  ])('stops at %s', async (_what, secrets, reason) => {
    await leak(bench.endpoint);
    const result = await bench.apply({ secrets });
    expect(result).toMatchObject({ status: 'stopped', results: [] });
    expect(result.stop?.reason).toMatch(reason);
  });

  it('stops at a version that the secret does not have', async () => {
    await leak(bench.endpoint);
    const inputs = { secret: NAME, version: 'a1b2c3d4-5678-90ab-cdef-example99999' };
    expect((await bench.apply({ inputs })).stop?.reason).toMatch(/has no version/u);
  });
});
