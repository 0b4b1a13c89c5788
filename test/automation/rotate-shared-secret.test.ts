import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeEightCases } from './eight-cases.ts';
import { createSharedSecrets } from './shared-secrets.ts';
import { NAME, OLD, NEW, scene } from './scenes/rotate-shared-secret.ts';

const DAY = 86_400_000;

await describeEightCases(scene, (bench) => {
  it('keeps the former version for a way back, and writes neither value down', async () => {
    const shared = createSharedSecrets(bench.endpoint);
    const version = await shared.create(NAME, OLD);
    const { run = '', results } = await bench.apply();
    expect(await shared.readValue(NAME)).toBe(NEW);
    const labels = await shared.readLabels(NAME);
    expect(labels[version]).toEqual(['AWSPREVIOUS']);
    const [made = ''] = Object.keys(labels).filter((id) => id !== version);
    expect(results).toMatchObject([{ state: 'done', result: { version: made } }]);
    const journal = readFileSync(join(bench.checkout.root, `.gait/runs/${run}/journal.jsonl`), 'utf8');
    for (const value of [OLD, NEW]) expect(journal).not.toContain(value);
  });

  it('says what is due when no value is given, and leaves it alone', async () => {
    const shared = createSharedSecrets(bench.endpoint);
    await shared.create(NAME, OLD);
    await shared.secrets.createSecret({ Name: 'ours/database', SecretString: OLD });
    const input = { inputs: {}, secrets: {} };
    expect((await bench.plan(input)).view?.plan).toMatchObject({ examined: 1, findings: [] });
    const { view } = await bench.plan({ ...input, now: () => Date.now() + 81 * DAY });
    expect(view?.plan).toMatchObject({ actions: [], findings: [{ id: NAME, what: `${NAME} is 81 days old` }] });
  });

  it('does not store over what somebody else stored meanwhile', async () => {
    const shared = createSharedSecrets(bench.endpoint);
    await shared.create(NAME, OLD);
    const confirm = async () => (await shared.put(NAME, 'theirs-1234')) !== '';
    const { status, results } = await bench.apply({ reporter: { confirm } });
    expect(results).toMatchObject([{ state: 'done' }]);
    expect(status).toBe('unverified');
    expect(await shared.readValue(NAME)).toBe('theirs-1234');
  });

  it.each([
    [
      'a value of another form',
      { inputs: { secret: NAME } },
      '{"token": "x"}',
      /has plain text, and its readers expect the keys token$/u,
    ],
    ['a value without a secret that it is for', { inputs: {} }, 'old', /no secret with the tag `issuer`/u],
    ['a secret that nobody issued', { inputs: { secret: 'ours/database' } }, 'old', /no secret with the tag `issuer`/u],
  ])('stops at %s', async (_what, input, today, reason) => {
    await createSharedSecrets(bench.endpoint).create(NAME, today);
    const result = await bench.apply(input);
    expect(result).toMatchObject({ status: 'stopped', results: [] });
    expect(result.stop?.reason).toMatch(reason);
  });
});
