import { describe, expect, it } from 'vitest';
import { getCheckVerdict, getControlVerdict } from '../../plugins/docusaurus-plugin-gait/src/model/check-status.ts';
import type { Finding } from '../../plugins/docusaurus-plugin-gait/src/model/finding.ts';
import { createDigest, type FindingsDigest } from '../../plugins/docusaurus-plugin-gait/src/report/findings/digest.ts';
import { getExcuses } from '../../plugins/docusaurus-plugin-gait/src/report/findings/exceptions.ts';
import { getFindingsMap } from '../../plugins/docusaurus-plugin-gait/src/report/findings/map.ts';
import { toPublishedFindings } from '../../plugins/docusaurus-plugin-gait/src/report/findings/publish.ts';
import { createStatusBook } from '../../plugins/docusaurus-plugin-gait/src/report/findings/status.ts';
import { EXCEPTION, exceptionWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createBase } from './report-support.ts';

const KEY = 'prowler:iam_rotate_access_key_90_days';
const FINDING: Finding = {
  tool: 'prowler',
  kind: 'check',
  check: KEY,
  status: 'fail',
  severity: 'high',
  account: '111122223333',
  region: 'eu-west-1',
  resource: 'arn:aws:iam::111122223333:user/deploy',
  time: '2026-11-10T10:00:00Z',
  title: 'Keys of deploy',
  source: 'a.json',
  frameworks: [],
};

function digestOf(changes: Partial<Finding>[], staleBefore?: string): FindingsDigest {
  const digest = createDigest();
  for (const change of changes) digest.add({ ...FINDING, ...change });
  return digest.finish(staleBefore);
}

describe('verdicts', () => {
  it('never take silence for a pass', () => {
    expect(getCheckVerdict({}, 0)).toBe('unknown');
    expect(getCheckVerdict({}, 3)).toBe('stale');
    expect(getCheckVerdict({ pass: 9, fail: 1 }, 0)).toBe('fail');
    expect(getCheckVerdict({ pass: 1, muted: 1 }, 0)).toBe('pass');
    expect(getCheckVerdict({ muted: 1, suppressed: 1 }, 0)).toBe('muted');
  });

  const check = (tool: string, verdict: 'pass' | 'fail' | 'unknown' | 'not-applicable') => ({ tool, verdict });
  it.each([
    ['all', [check('a', 'pass'), check('b', 'unknown')], undefined, 'unknown', false],
    ['all', [check('a', 'pass'), check('b', 'not-applicable')], undefined, 'pass', false],
    ['all', [check('a', 'pass'), check('b', 'fail')], undefined, 'fail', true],
    ['any', [check('a', 'pass'), check('b', 'fail')], undefined, 'pass', true],
    ['any', [check('a', 'unknown'), check('b', 'fail')], undefined, 'fail', false],
    ['partial', [check('a', 'pass')], undefined, 'manual', false],
    ['partial', [check('a', 'pass')], 'pass', 'pass', false],
    ['partial', [check('a', 'fail')], 'pass', 'fail', true],
    ['all', [], undefined, 'manual', false],
    ['all', [], 'waived', 'waived', false],
    ['all', [check('a', 'pass')], 'fail', 'fail', true],
  ] as const)('decide %s of %j with %s', (decides, checks, attested, verdict, isDisputed) => {
    expect(getControlVerdict({ decides, checks: [...checks], ...(attested && { attested }) })).toEqual({
      verdict,
      isDisputed,
    });
  });
});

describe('digest', () => {
  it('lets a newer scan of the same region replace an older one', () => {
    const later = { source: 'b.json', time: '2026-11-20T10:00:00Z' };
    expect(digestOf([{}, { ...later, status: 'pass' }]).checks.get(KEY)).toMatchObject({
      verdict: 'pass',
      stale: 1,
      counts: { pass: 1 },
    });
    expect(digestOf([{}, { ...later, region: 'us-east-1', status: 'pass' }]).checks.get(KEY)).toMatchObject({
      verdict: 'fail',
      stale: 0,
    });
    expect(digestOf([{}, { ...later, check: 'prowler:other' }]).checks.get(KEY)).toMatchObject({ verdict: 'stale' });
  });

  it('does not take a scan of one check for a complete one', () => {
    const all = ['a', 'b', 'c', 'd'].map((name) => ({ check: `prowler:${name}` }));
    const part = { check: 'prowler:a', source: 'b.json', time: '2026-11-20T10:00:00Z', status: 'pass' } as const;
    const { checks } = digestOf([...all, part]);
    expect([...checks.values()].map((one) => one.verdict)).toEqual(['pass', 'fail', 'fail', 'fail']);
  });

  it('takes what is too old for stale', () => {
    expect(digestOf([{}], '2026-11-11').checks.get(KEY)?.verdict).toBe('stale');
  });
});

describe('exceptions', () => {
  const files = (changes: Record<string, string | undefined>) => ({
    [EXCEPTION]: exceptionWith({ control: undefined, check: `'${KEY}'`, expires: '2026-12-31', ...changes }),
  });
  const isExcused = (changes: Record<string, string | undefined>, findings: Partial<Finding>[] = [{}]): boolean =>
    createStatusBook(createBase(files(changes), { asOf: '2026-11-20' }), digestOf(findings)).getCheck(KEY).isExcused;

  it('cover failures while they are in force, in the accounts that they name', () => {
    expect(isExcused({})).toBe(true);
    expect(isExcused({ expires: '2026-11-19' })).toBe(false);
    expect(isExcused({ scope: 'account 111122223333' })).toBe(true);
    expect(isExcused({ scope: 'account 444455556666' })).toBe(false);
    expect(getExcuses(createBase(files({ expires: '2026-11-19' }), { asOf: '2026-11-20' }))).toMatchObject([
      { isExpired: true },
    ]);
  });

  it('cover the resources and Regions that they name, and nothing beside them', () => {
    const deploy = { scope: 'arn:aws:iam::111122223333:user/deploy, until its successor works.' };
    const other = { resource: 'arn:aws:iam::111122223333:user/other' };
    expect(isExcused(deploy)).toBe(true);
    expect(isExcused(deploy, [{}, other])).toBe(false);
    expect(isExcused({ scope: "'arn:aws:iam::111122223333:user/*'" }, [{}, other])).toBe(true);
    expect(isExcused({ scope: 'account 111122223333 in eu-west-1' })).toBe(true);
    expect(isExcused({ scope: 'account 111122223333 in eu-west-1' }, [{}, { region: 'us-east-1' }])).toBe(false);
    const group = { resource: 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0123456789abcdef0' };
    expect(isExcused({ scope: 'sg-0123456789abcdef0 of 111122223333' }, [group])).toBe(true);
    expect(isExcused({ scope: 'sg-0123456789abcdef0 of 111122223333' }, [group, {}])).toBe(false);
  });

  it('that name a resource cover no account in which more fails than is kept by name; those that name the account do', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ resource: `arn:aws:iam::111122223333:user/u${index}` }));
    expect(isExcused({ scope: "'arn:aws:iam::111122223333:user/*'" }, many)).toBe(false);
    expect(isExcused({ scope: "'111122223333'" }, many)).toBe(true);
    expect(isExcused({ scope: '111122223333 in eu-west-1' }, many)).toBe(true);
    expect(isExcused({ scope: '111122223333 in eu-west-1' }, [...many, { region: 'us-east-1' }])).toBe(false);
    expect(isExcused({ scope: 'arn:aws:iam::111122223333:user/deploy' }, [{ resource: '' }])).toBe(false);
  });
});

describe('what is published', () => {
  const base = createBase();
  const digest = digestOf([
    {},
    { account: '444455556666', resource: 'arn:aws:iam::444455556666:user/x' },
    { check: 'prowler:no_sop', severity: 'low' },
  ]);
  const publish = (policy: 'none' | 'counts' | 'masked' | 'full') =>
    toPublishedFindings({ policy, digest, map: getFindingsMap(base), isExcused: () => false });
  const PRIVATE = /\d{12}|arn:|deploy|\.json/u;

  it('none is nothing', () => {
    expect(publish('none')).toEqual({ policy: 'none' });
  });

  it('counts are numbers', () => {
    expect(publish('counts')).toEqual({
      policy: 'counts',
      stale: 0,
      at: '2026-11-10T10:00:00Z',
      counts: [
        { severity: 'high', failing: 1, withoutSop: 0 },
        { severity: 'low', failing: 1, withoutSop: 1 },
      ],
    });
  });

  it('says how many findings are stale, and so in no list', () => {
    const old = digestOf([{}, { check: 'prowler:no_sop' }], '2026-11-11');
    const input = { map: getFindingsMap(base), isExcused: () => false };
    expect(toPublishedFindings({ ...input, policy: 'counts', digest: old })).toMatchObject({ stale: 2, counts: [] });
    expect(toPublishedFindings({ ...input, policy: 'full', digest: old })).toMatchObject({ stale: 2, needs: [] });
  });

  it('masked names checks, and neither accounts nor resources', () => {
    const masked = publish('masked');
    expect(JSON.stringify(masked)).not.toMatch(PRIVATE);
    expect(masked.needs?.map((need) => need.reference)).toEqual(['prowler:no_sop', KEY]);
    expect(masked.needs?.[1]?.where).toEqual([
      { account: 'account 1', count: 1, resources: [{ id: 'resource 1', region: '' }] },
      { account: 'account 2', count: 1, resources: [{ id: 'resource 2', region: '' }] },
    ]);
  });

  it('full is everything', () => {
    expect(publish('full').needs?.[1]?.where).toMatchObject([
      { account: '111122223333', resources: [{ id: FINDING.resource, region: 'eu-west-1' }] },
      {},
    ]);
  });
});
