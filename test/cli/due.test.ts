import { describe, expect, it } from 'vitest';
import { exceptionWith, recordWith, sopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createSite, gait } from './support.ts';

const SOP = 'docs/sops/rotate-key.md';
const sopDue = (cadence: string): string =>
  sopWith({ frontMatter: { title: JSON.stringify('Rotate | @alice'), cadence } });
const FILES = {
  [SOP]: sopDue('{every: 1 month, from: 2026-09-05, within: 5 days}'),
  'records/rotate-key/2026-10-06-k3f9qa.yaml': recordWith({
    id: '2026-10-06-k3f9qa',
    started_at: '2026-10-06T09:00:00Z',
    finished_at: '2026-10-06T10:00:00Z',
    occurrence: '2026-10-05',
  }),
};

describe('gait due', () => {
  it.each(['table', 'md', 'json', 'ics'])('as %s', async (format) => {
    const { code, stdout, stderr } = await gait(createSite(FILES), [
      'due',
      '--as-of',
      '2026-11-06',
      '--format',
      format,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(`\n${stdout.replaceAll('\r\n', '\n')}`).toMatchSnapshot();
  });

  it('of a span alone', async () => {
    const argv = ['due', '--as-of', '2026-11-06', '--from', '2026-10-01', '--to', '2026-10-31', '--format', 'json'];
    const { stdout } = await gait(createSite(FILES), argv);
    expect(JSON.parse(stdout)).toMatchObject({
      occurrences: [{ sop: 'rotate-key', due_on: '2026-10-05', state: 'done', record: '2026-10-06-k3f9qa' }],
    });
    expect((await gait(createSite(FILES), ['due', '--from', '2026-11-01', '--to', '2026-10-01'])).code).toBe(2);
    expect((await gait(createSite(FILES), ['due', '--apply'])).code).toBe(2);
  });

  it('fails for what is late only when asked to, and names each', async () => {
    const folder = createSite({ ...FILES, 'exceptions/old-build-key.yaml': exceptionWith({ expires: '2026-11-01' }) });
    expect(await gait(folder, ['due', '--as-of', '2027-06-01'])).toMatchObject({ code: 0, stderr: '' });
    const { code, stderr } = await gait(folder, ['due', '--as-of', '2027-06-01', '--strict']);
    expect(code).toBe(1);
    for (const day of ['2026-09-05', '2026-11-05', '2026-12-05', '2027-05-05'])
      expect(stderr).toMatch(new RegExp(`(?:missed|overdue) occurrence of \`${day}\``, 'u'));
    expect(stderr).toContain('review-overdue');
    expect(stderr).toContain('exception-expired');
    expect(await gait(folder, ['validate', '--as-of', '2027-06-01'])).toMatchObject({ code: 0 });
    expect(await gait(createSite(), ['due', '--strict'])).toMatchObject({ code: 0 });
  });

  it('never skips a schedule that cannot be read', async () => {
    const { code, stderr } = await gait(createSite({ [SOP]: sopDue("{cron: '0 25 * * *'}") }), ['due']);
    expect(code).toBe(1);
    expect(stderr).toContain('Unexpected `25` as hour in `0 25 * * *`');
  });

  it.each([
    ['{every: 0 days, from: 2026-01-05}', 'Unexpected `0 days` at `cadence.every`'],
    ['{every: 1 month}', 'Unexpected absence of `cadence.from`'],
    ['{every: 1 day, from: 2026-02-30}', 'Unexpected `2026-02-30` at `cadence.from`'],
    ['monthly', 'Unexpected `monthly` at `cadence`'],
  ])('never skips the schedule %s, which is no schedule at all', async (cadence, message) => {
    const { code, stderr } = await gait(createSite({ [SOP]: sopDue(cadence) }), ['due']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) as string });
  });

  it('never skips an SOP whose front matter cannot be read', async () => {
    const { code, stderr } = await gait(createSite({ [SOP]: 'No front matter.\n' }), ['due']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(SOP) as string });
  });

  it('says what is missing before it speaks to a host, and speaks to none that listens in the clear', async () => {
    const folder = createSite(FILES);
    const run = (env: Record<string, string>, ...argv: string[]) =>
      gait(folder, ['due', '--open-issues', 'github', ...argv], { env });
    expect((await run({})).stderr).toContain('Unexpected absence of GITHUB_TOKEN');
    const env = { GITHUB_TOKEN: 'a-token', GITHUB_REPOSITORY: 'example/sops' };
    const { code, stderr } = await run(env, '--api-url', 'http://api.example.com');
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('starts with https://') as string,
    });
    expect(stderr).not.toContain('a-token');
  });
});
