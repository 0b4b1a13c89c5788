import { describe, expect, it } from 'vitest';
import type { Clients, Context } from '../../plugins/docusaurus-plugin-gait/src/automation/index.ts';
import { apply, plan, verify } from '../../scripts/review-iam-access/automation.ts';

// What the emulator cannot make: a root user with a key, names with commas, a report that takes time.

const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
];
const NOW = new Date('2026-11-20T12:00:00Z');
const TODAY = '2026-11-20T08:00:00+00:00';

/** A line of the report: a user in good order, but for what is given. */
function toLine(user: string, cells: Record<string, string> = {}): string {
  const whole: Record<string, string> = {
    user,
    arn: `arn:aws:iam::123456789012:user/${user}`,
    password_enabled: 'false',
    mfa_active: 'false',
    access_key_1_active: 'false',
    access_key_2_active: 'false',
    ...cells,
  };
  return COLUMNS.map((column) => whole[column] ?? 'N/A').join(',');
}

/** A context over reports that come one after the other, and no AWS. */
function createContext({
  reports,
  states = [],
}: {
  reports: string[][];
  states?: string[];
}): Context & { waited: number[] } {
  const waited: number[] = [];
  const answers = reports.map((lines) => new TextEncoder().encode([COLUMNS.join(','), ...lines].join('\n')));
  const iam = {
    generateCredentialReport: () => Promise.resolve({ State: states.shift() ?? 'COMPLETE' }),
    getCredentialReport: () => Promise.resolve({ Content: answers.shift(), GeneratedTime: NOW }),
  };
  return {
    waited,
    clients: { iam } as unknown as Clients,
    inputs: {},
    account: '123456789012',
    region: 'eu-west-1',
    now: NOW,
    exceptions: [],
    log: () => undefined,
    wait: (milliseconds: number) => Promise.resolve(void waited.push(milliseconds)),
  } as unknown as Context & { waited: number[] };
}

const getIds = (findings: { id: string }[]): string[] => findings.map(({ id }) => id);

describe('review of a credential report', () => {
  it('says stop at an access key of the root user', async () => {
    const root = toLine('<root_account>', { password_enabled: 'not_supported', access_key_1_active: 'true' });
    const { stop, findings } = await plan(createContext({ reports: [[root]] }));
    expect(stop).toMatchObject({ step: 'find-stale-keys', reason: 'the root user has an access key' });
    expect(findings).toEqual([]);
  });

  it('reads names with commas, in which AWS does not quote them', async () => {
    const name = 'ops,night,shift';
    const line = toLine(name, { password_enabled: 'true', password_last_used: TODAY, password_last_changed: TODAY });
    const { findings, examined } = await plan(createContext({ reports: [[line, toLine('quiet')]] }));
    expect(examined).toBe(2);
    expect(findings).toMatchObject([{ id: `${name}/no-mfa`, resource: `arn:aws:iam::123456789012:user/${name}` }]);
  });

  it('counts what was never used from the day it was made, and what was used from its last use', async () => {
    const key = { access_key_1_active: 'true', access_key_1_last_rotated: '2026-10-06T00:00:00+00:00' };
    const lines = [
      toLine('on-the-day', key),
      toLine('day-before', { ...key, access_key_1_last_rotated: '2026-10-05T23:59:59+00:00' }),
      toLine('in-use', {
        ...key,
        access_key_1_last_rotated: '2026-10-01T00:00:00+00:00',
        access_key_1_last_used_date: TODAY,
      }),
      toLine('old-but-used', {
        ...key,
        access_key_1_last_rotated: '2026-08-21T23:59:59+00:00',
        access_key_1_last_used_date: TODAY,
      }),
    ];
    const { findings } = await plan(createContext({ reports: [lines] }));
    expect(getIds(findings)).toEqual(['old-but-used/old-key-1', 'day-before/unused-key-1']);
  });

  it('waits for the report, and gives up after a while', async () => {
    const patient = createContext({ reports: [[]], states: ['STARTED', 'INPROGRESS'] });
    expect((await plan(patient)).examined).toBe(0);
    expect(patient.waited).toHaveLength(2);
    const endless = createContext({ reports: [], states: Array.from({ length: 100 }, () => 'INPROGRESS') });
    await expect(plan(endless)).rejects.toThrow(/expected it within two minutes/u);
  });

  it('verifies that nothing turned up that is not in the review', async () => {
    const weak = { password_enabled: 'true', password_last_used: TODAY };
    const context = createContext({
      reports: [[toLine('alice', weak)], [toLine('alice', weak), toLine('mallory', weak)]],
    });
    const made = await plan(context);
    expect(getIds(await verify(context, made))).toEqual(['mallory/no-mfa']);
  });

  it('never carries an action out', async () => {
    const action = { id: 'x', resource: 'x', what: 'x', why: 'x', before: 'x', after: 'x', data: null };
    await expect(apply(createContext({ reports: [] }), action)).rejects.toThrow(
      /expected none from an automation that only reads/u,
    );
  });
});
