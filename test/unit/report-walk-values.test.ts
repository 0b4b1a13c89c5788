import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAssignments } from '../../plugins/docusaurus-plugin-gait/src/report/walk/assignments.ts';
import { findCredentials } from '../../plugins/docusaurus-plugin-gait/src/report/walk/credentials.ts';
import { readOffers, toFragment } from '../../plugins/docusaurus-plugin-gait/src/report/walk/offers.ts';
import { getUsedNames, getValueProblem } from '../../plugins/docusaurus-plugin-gait/src/report/walk/values.ts';

const INSTANCE = { name: 'INSTANCE_ID', pattern: '^i-[0-9a-f]{8,17}$', example: 'i-0123456789abcdef0', secret: false };
const ACCOUNT = { name: 'ACCOUNT_ID', pattern: '^[0-9]{12}$', secret: false };
const REGION = { name: 'AWS_REGION', pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]$', secret: false };
const TOKEN = { name: 'TOKEN', secret: true };
const GROUP = { name: 'GROUP_ID', pattern: '^sg-[0-9a-f]{8,17}$', secret: false, fromStep: { id: 'find', number: 2 } };
const ALL = [INSTANCE, ACCOUNT, REGION, TOKEN, GROUP];

describe('values', () => {
  it('are checked whole', () => {
    expect(getValueProblem(INSTANCE, 'i-0123456789abcdef0')).toBeUndefined();
    expect(getValueProblem({ name: 'A', pattern: 'a|b' }, 'ab')).toBe('A does not match a|b.');
    expect(getValueProblem(INSTANCE, 'i-0123456789abcdef0\n')).toContain('a tab or a line end');
    expect(getValueProblem({ name: 'A' }, 'a\u001b[2J')).toContain('a control character, U+001B');
    expect(getValueProblem({ name: 'A' }, 'a\u202eb')).toContain('turns the direction of text');
    expect(getValueProblem({ name: 'A' }, 'a\u200bb')).toContain('cannot be seen');
    expect(getValueProblem({ name: 'A' }, '')).toBe('A has no value yet.');
    expect(getValueProblem({ name: 'A', pattern: '(' }, 'x')).toContain('no regular expression');
  });

  it('belong to the commands that use them and do not assign them', () => {
    expect(getUsedNames('aws "$INSTANCE_ID" "${AWS_REGION}"', ['INSTANCE_ID', 'AWS_REGION', 'ID'])).toEqual([
      'INSTANCE_ID',
      'AWS_REGION',
    ]);
    expect(getUsedNames('VPC_ID="$(x)"\necho "$VPC_ID"', ['VPC_ID'])).toEqual([]);
    expect(getUsedNames('echo "$VPC_ID"\nVPC_ID=1', ['VPC_ID'])).toEqual(['VPC_ID']);
  });
});

describe('assignments', () => {
  it('come out of a shell as they went in, whatever they hold', () => {
    const text = fc
      .string({ unit: 'grapheme-composite', maxLength: 12 })
      .filter((value) => !/[\0\r\n\p{Cs}]/u.test(value));
    const hard = fc.constantFrom("'", "''", String.raw`\'`, '$(id)', '`id`', '"; id #', '!!', '\\', '-n', '*');
    const values = fc.sample(fc.oneof(text, hard), 40);
    const script = values
      .flatMap((value, index) => [
        ...toAssignments('bash', [{ name: `V${index}`, value }]),
        `printf '%s\\0' "$V${index}"`,
      ])
      .join('\n');
    const output = execFileSync('bash', ['--norc'], { input: script, encoding: 'utf8' });
    expect(output.split('\0').slice(0, -1)).toEqual(values);
  });

  it.each([
    ['sh', "V='a'\\''b'"],
    ['fish', "set V 'a\\'b'"],
    ['powershell', "$V = 'a''b'"],
    ['python', "V = 'a\\'b'"],
    ['sql', "-- V is a'b"],
    ['yaml', "# V is a'b"],
  ])('are written for %s', (language, line) => {
    expect(toAssignments(language, [{ name: 'V', value: "a'b" }])).toEqual([line]);
  });

  it('double the quotes that PowerShell takes for quotes, and leave out what has no comment', () => {
    expect(toAssignments('pwsh', [{ name: 'V', value: 'a\u2019b' }])).toEqual(["$V = 'a\u2019\u2019b'"]);
    expect(toAssignments('json', [{ name: 'V', value: 'x' }])).toEqual([]);
    expect(toAssignments('constructor', [{ name: 'V', value: 'x' }])).toEqual([]);
  });
});

describe('offers of a link', () => {
  it('go to variables by name, by what they are, and by what fits', () => {
    expect(
      readOffers(
        '#account=123456789012&region=eu-west-1&resource=arn:aws:ec2:eu-west-1:1:instance/i-0123456789abcdef0',
        ALL,
      ),
    ).toEqual({
      values: [
        { name: 'ACCOUNT_ID', value: '123456789012' },
        { name: 'AWS_REGION', value: 'eu-west-1' },
        { name: 'INSTANCE_ID', value: 'i-0123456789abcdef0' },
      ],
      unused: [],
    });
  });

  it('never go to secrets and outputs of steps, and an anchor is none', () => {
    expect(readOffers('#TOKEN=x&GROUP_ID=sg-01234567&OTHER=1', ALL)).toEqual({
      values: [],
      unused: ['TOKEN', 'GROUP_ID', 'OTHER'],
    });
    expect(readOffers('#rollback', ALL)).toBeUndefined();
    expect(readOffers('', ALL)).toBeUndefined();
  });

  it('come back as they were written, without what is kept to the tab', () => {
    const values = { ACCOUNT_ID: '123456789012', TOKEN: 'x', GROUP_ID: 'sg-01234567', AWS_REGION: 'wrong one' };
    const fragment = toFragment(values, ALL);
    expect(fragment).toBe('ACCOUNT_ID=123456789012');
    expect(readOffers(`#${fragment}`, ALL)?.values).toEqual([{ name: 'ACCOUNT_ID', value: '123456789012' }]);
  });
});

describe('credentials', () => {
  // Put together here, so that no scanner takes this file for a leak.
  it.each([
    ['AKIA' + 'Z7QW3M5KX2PL6RTB', 'an AWS access key id'],
    ['aws_secret_access_key = ' + 'abcdEFGH1234abcdEFGH1234abcdEFGH1234ABCD', 'an AWS secret access key'],
    ['-----BEGIN RSA PRIVATE ' + 'KEY-----', 'a private key'],
    ['ghp_' + 'a1'.repeat(18), 'a GitHub token'],
    ['glpat-' + 'a1'.repeat(10), 'a GitLab token'],
    ['https://user:' + 'pa55word@example.com/x', 'an address with a password'],
    ['the password: ' + 'hunter2hunter2', 'a password or key'],
    ['https://b.s3.amazonaws.com/k?X-Amz-Date=x&X-Amz-' + 'Signature=0123456789abcdef0123', 'a signed address'],
    ['eyJhbGciOiJIUzI1NiJ9.' + 'eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlMTIz', 'a signed token (JWT)'],
  ])('%# is found', (text, what) => {
    expect(findCredentials(`first\nnote: ${text}`)).toEqual([{ what, line: 2 }]);
  });

  it('are not found in what walks usually hold', () => {
    const text = `commit: 4c1f0a9b7d3e4c1f0a9b7d3e4c1f0a9b7d3e4c1f
fingerprint: g1-3f9a0c1d77be4a02
note: The token: ask the owner. Password was reset. See https://example.com/a?b=c, arn:aws:iam::123456789012:role/x
note: AKIAIOSFODNN7EXAMPLE is the documented example`;
    expect(findCredentials(text)).toEqual([]);
    expect(findCredentials('it says open sesame here', ['open sesame'])).toHaveLength(1);
  });
});
