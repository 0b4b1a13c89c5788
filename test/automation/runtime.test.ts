import { describe, expect, it } from 'vitest';
import { applyActions } from '../../plugins/docusaurus-plugin-gait/src/automation/apply.ts';
import { createClients } from '../../plugins/docusaurus-plugin-gait/src/automation/clients.ts';
import type { Call } from '../../plugins/docusaurus-plugin-gait/src/automation/clients.ts';
import { createConnections } from '../../plugins/docusaurus-plugin-gait/src/automation/connections.ts';
import type { Connections } from '../../plugins/docusaurus-plugin-gait/src/automation/connections.ts';
import type { Plan } from '../../plugins/docusaurus-plugin-gait/src/automation/contract.ts';
import { checkInputs } from '../../plugins/docusaurus-plugin-gait/src/automation/inputs.ts';
import { getUndoable } from '../../plugins/docusaurus-plugin-gait/src/automation/journal.ts';
import { checkPlan } from '../../plugins/docusaurus-plugin-gait/src/automation/shape.ts';
import { isAllowed } from '../../plugins/docusaurus-plugin-gait/src/automation/permissions.ts';
import { checkSafeguards } from '../../plugins/docusaurus-plugin-gait/src/automation/safeguards.ts';
import { getTarget } from '../../plugins/docusaurus-plugin-gait/src/automation/target.ts';
import { DUMMY_ENVIRONMENT } from './emulator.ts';
import type { Manifest } from '../../plugins/docusaurus-plugin-gait/src/model/schema/manifest.ts';

const place = { account: '123456789012', region: 'eu-west-1', partition: 'aws' };
const action = (id: string, resource = id) => ({ id, resource, what: id, why: id, before: id, after: id, data: null });
const toPlan = (resources: string[], examined = 10): Plan => ({
  examined,
  actions: resources.map((resource, index) => action(String(index), resource)),
  findings: [],
});

describe('safeguards', () => {
  const check = (max_affected: number | string, plan: Plan, of: 'examined' | 'total' = 'examined') =>
    checkSafeguards({ max_affected, of, max_errors: 0, concurrency: 1, on_exceed: 'stop', wake: [] }, plan);

  it.each([
    ['as many as may be', 2, toPlan(['a', 'b']), true],
    ['one too many', 1, toPlan(['a', 'b']), false],
    ['two actions on one resource', 1, toPlan(['a', 'a']), true],
    ['none allowed, one planned', 0, toPlan(['a']), false],
    ['none allowed, none planned', 0, toPlan([]), true],
    ['a share, rounded down', '19%', toPlan(['a', 'b'], 10), false],
    ['a share that suffices', '20%', toPlan(['a', 'b'], 10), true],
    ['no share of nothing', '100%', toPlan(['a'], 0), false],
    ['a stop of the SOP', 5, { ...toPlan([]), stop: { step: 's', reason: 'r', hint: 'h' } }, false],
  ])('%s', (_name, limit, plan, isFree) => {
    expect(check(limit, plan).refusal === undefined).toBe(isFree);
  });

  it('takes a share of all there are, when told so', () => {
    expect(check('10%', { ...toPlan(['a', 'b'], 5), total: 20 }, 'total')).toMatchObject({
      limit: 2,
      refusal: undefined,
    });
  });
});

describe('permissions', () => {
  const permissions: Manifest['permissions'] = [
    { actions: ['ec2:Describe*', 'iam:GetUser'], resources: ['*'], conditions: {} },
  ];

  it.each([
    ['ec2:DescribeInstances', true],
    ['EC2:describeinstances', true],
    ['ec2:TerminateInstances', false],
    ['iam:GetUserPolicy', false],
    ['xec2:DescribeInstances', false],
  ])('%s: %s', (name, expected) => {
    expect(isAllowed({ action: name }, permissions)).toBe(expected);
  });

  const send = async (mayWrite: boolean, actions: string[]) => {
    const [calls, sent]: [Call[], string[]] = [[], []];
    const client = { revokeSecurityGroupIngress: () => Promise.resolve(void sent.push('revokeSecurityGroupIngress')) };
    const connections = { get: () => Promise.resolve(client) } as unknown as Connections;
    const clients = createClients(connections, {
      permissions: [{ actions, resources: ['*'], conditions: {} }],
      mayWrite,
      place,
      onCall: (call) => calls.push(call),
    });
    const answer = await clients.ec2.revokeSecurityGroupIngress({}).catch((error: Error) => error.message);
    return { answer, calls, sent };
  };

  it('lets a permitted write through while applying', async () => {
    expect((await send(true, ['ec2:RevokeSecurityGroupIngress'])).sent).toEqual(['revokeSecurityGroupIngress']);
  });

  it('refuses a permitted write while planning', async () => {
    const { answer, calls, sent } = await send(false, ['ec2:*']);
    expect(answer).toMatch(/outside of apply and undo, expected reads only; it was not sent/u);
    expect([calls.map(({ isRefused }) => isRefused), sent]).toEqual([[true], []]);
  });

  it('shows an automation nothing but functions', () => {
    const clients = createClients({} as Connections, { permissions, place, mayWrite: true, onCall: () => undefined });
    expect(Object.isFrozen(clients)).toBe(true);
    for (const service of Object.values(clients) as Record<string, unknown>[]) {
      expect(Object.isFrozen(service)).toBe(true);
      expect(Object.values(service).every((value) => typeof value === 'function')).toBe(true);
    }
  });
});

describe('environment', () => {
  const emulator = { AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' };

  it.each(['http://127.0.0.1:5000', 'http://localhost:4566', 'http://[::1]:5000'])(
    '%s is an emulator',
    (AWS_ENDPOINT_URL) => {
      expect(getTarget({ env: { AWS_ENDPOINT_URL }, isApply: true })).toMatchObject({
        environment: 'emulator',
        connection: { endpoint: AWS_ENDPOINT_URL },
      });
    },
  );

  it.each([
    ['an emulator that is called production', { env: emulator, environment: 'production' }, /expected `emulator`/u],
    ['an emulator that is not there', { env: {}, environment: 'emulator' }, /expected AWS_ENDPOINT_URL/u],
    ['an apply that does not say where', { env: {} }, /absence of the environment/u],
    [
      'a host that only looks local',
      { env: { AWS_ENDPOINT_URL: 'http://127.0.0.1.example.com' } },
      /absence of the environment/u,
    ],
  ])('refuses %s', (_name, options, message) => {
    expect(() => getTarget({ ...options, isApply: true })).toThrow(message);
  });
});

describe('connections', () => {
  it.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_EC2'])(
    'send nothing to this machine because of %s alone',
    async (variable) => {
      Object.assign(process.env, DUMMY_ENVIRONMENT, { [variable]: 'http://127.0.0.1:9' });
      const connections = createConnections({ region: 'eu-west-1' });
      try {
        const ec2 = await connections.get('ec2');
        await expect(ec2.describeSecurityGroupRules({})).rejects.toThrow(
          /Unexpected address `127\.0\.0\.1` of a request/u,
        );
      } finally {
        await connections.close();
        delete process.env[variable];
      }
    },
  );
});

describe('inputs', () => {
  const manifest = {
    name: 'x',
    inputs: [
      { name: 'size', pattern: '[0-9]+|all', required: false, default: 'all' },
      { name: 'id', pattern: 'a', required: true },
    ],
  } as unknown as Manifest;

  it('fills in defaults', () => {
    expect(checkInputs(manifest, { id: 'a' })).toEqual({ size: 'all', id: 'a' });
  });

  it.each([
    [{}, /absence of the input `id`/u],
    [{ id: 'ab' }, /expected all of it to match/u],
    [{ id: 'a', size: '1;all' }, /expected all of it to match/u],
    [{ id: 'a', constructor: 'a' }, /Unexpected input `constructor`/u],
  ])('%o is refused', (given, message) => {
    expect(() => checkInputs(manifest, given as Record<string, string>)).toThrow(message);
  });
});

describe('applying', () => {
  const limits = { concurrency: 3, max_errors: 1 };

  it('keeps to the concurrency', async () => {
    let running = 0;
    let most = 0;
    const results = await applyActions({
      actions: Array.from({ length: 20 }, (_, index) => index),
      carryOut: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
      },
      limits,
      signal: new AbortController().signal,
      onChange: () => undefined,
    });
    expect(most).toBe(3);
    expect(results.every(({ state }) => state === 'done')).toBe(true);
  });

  it('stops past its errors, and says what was not begun', async () => {
    const results = await applyActions({
      actions: [1, 2, 3, 4],
      carryOut: (number) => (number > 1 ? Promise.reject(new Error(`no ${number}`)) : Promise.resolve()),
      limits: { concurrency: 1, max_errors: 1 },
      signal: new AbortController().signal,
      onChange: () => undefined,
    });
    expect(results.map(({ state, error }) => error ?? state)).toEqual(['done', 'no 2', 'no 3', 'open']);
  });
});

describe('a plan', () => {
  it.each([
    ['an id twice', { ...toPlan([]), actions: [action('a'), action('a')] }, /Unexpected second `a`/u],
    ['a key that is not of the contract', { ...toPlan([]), force: true }, /expected the contract's shape/u],
    ['nothing', undefined, /expected the contract's shape/u],
  ])('with %s is refused', (_name, plan, message) => {
    expect(() => checkPlan(plan)).toThrow(message);
  });
});

describe('a journal', () => {
  const at = '2026-11-20T12:00:00Z';

  it('gives back what may be in effect, last first', () => {
    const begun = (id: string) => ({ at, event: 'action-begun' as const, action: action(id) });
    const entries = [
      begun('done'),
      { at, event: 'action-done' as const, id: 'done', resource: 'done', result: 'made' },
      begun('failed'),
      { at, event: 'action-failed' as const, id: 'failed', resource: 'failed', error: 'x' },
      begun('undone'),
      { at, event: 'action-done' as const, id: 'undone', resource: 'undone' },
      { at, event: 'undone' as const, id: 'undone', by: 'other' },
      begun('cut off'),
    ];
    expect(getUndoable(entries).map(({ id }) => id)).toEqual(['cut off', 'done']);
  });
});
