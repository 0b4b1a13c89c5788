import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hideSecrets } from '../../plugins/docusaurus-plugin-gait/src/model/secret.ts';
import { findSecrets, mayHoldSecret } from '../../plugins/docusaurus-plugin-gait/src/read/secrets.ts';

afterEach(() => vi.restoreAllMocks());

const KEY = `AKIA${'Q3EGRIZ7'.repeat(2)}`;
const SECRET_KEY = `wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'1a2B3c4D5e'}`;
const PEM = `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${'MIIEpAIBAAKCAQEA'.repeat(8)}\n-----END RSA ${'PRIVATE'} KEY-----`;

async function findValues(text: string, path = 'a.md'): Promise<[rule: string, value: string][]> {
  return (await findSecrets(text, path)).map(({ rule, start, end }) => [rule, text.slice(start, end)]);
}

/** Every pattern that the scanner tries on a text: its rules read the text by `matchAll` alone. */
async function getPatterns(): Promise<RegExp[]> {
  const text = `x${KEY}\nAKIA${'A'.repeat(16)}`;
  const patterns = new Set<RegExp>();
  const real = Reflect.get(String.prototype, 'matchAll');
  vi.spyOn(String.prototype, 'matchAll').mockImplementation(function (this: string, pattern: RegExp) {
    if (String(this) === text) patterns.add(pattern);
    return real.call(this, pattern);
  });
  await findSecrets(text, 'package.json');
  await findSecrets(text, '.npmrc');
  vi.restoreAllMocks();
  return [...patterns];
}

/** A pattern of which a text can be made: lookarounds only ever refuse, so without them there is more, not less. */
function toGenerator(pattern: RegExp): RegExp {
  const source = pattern.source
    .replaceAll(/\(\?<?[!][^()]*\)/gu, '')
    .replaceAll(/\(\?<[a-z]\w*>/gu, '(')
    .replaceAll(String.raw`\b`, '');
  return new RegExp(source, pattern.flags.replace(/[gim]/gu, ''));
}

describe('what spares a text the whole scan', () => {
  it('lets everything through that a rule looks for', async () => {
    const patterns = await getPatterns();
    // Numbers of accounts are looked for by the scanner, and allowed.
    const wanted = patterns.filter(({ source }) => !/ACCOUNT\|account/u.test(source));
    expect(wanted.length).toBeGreaterThan(18);
    for (const pattern of wanted) {
      fc.assert(
        fc.property(fc.stringMatching(toGenerator(pattern)), (text) =>
          [text, ...(pattern.ignoreCase ? [text.toUpperCase()] : [])].every((one) => mayHoldSecret(one, 'a.md')),
        ),
        { numRuns: 30, seed: 1 },
      );
    }
  });

  it('spares prose and commands', () => {
    const text =
      'Store the secret access key. `aws iam list-access-keys --output json`; see https://example.com:8443/a@b';
    expect(mayHoldSecret(text, 'a.md')).toBe(false);
  });
});

describe('credentials', () => {
  it('are found with their whole value, wherever they stand', async () => {
    const text = `\uFEFFAWS_SECRET_ACCESS_KEY = "${SECRET_KEY}"\r\nid: ${KEY}\n${PEM}\nhttps://deploy:hunter22@ci.corp.net/x`;
    expect(await findValues(text)).toEqual([
      ['aws-secret-access-key', SECRET_KEY],
      ['aws-access-key-id', KEY],
      ['private-key', PEM],
      ['password-in-url', 'https://deploy:hunter22@ci.corp.net'],
    ]);
  });

  it('are not what AWS documents as examples, nor numbers of accounts, nor ids of roles', async () => {
    const text = `AKIAIOSFODNN7EXAMPLE AKIAI44QH8DHBEXAMPLE aws_secret_access_key=je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY
      ACCOUNT_ID=123456789012 AROA${'Q3EGRIZ7'.repeat(2)}`;
    expect(await findValues(text)).toEqual([]);
  });

  it('are covered with everything around them left where it is', async () => {
    const text = `a: ${KEY} # 🔑\n${PEM}\nend`;
    const hidden = hideSecrets(
      text,
      (await findSecrets(text, 'a.yaml')).map(({ start, end }) => ({
        place: { start: { line: 1, column: 1, offset: start }, end: { line: 1, column: 1, offset: end } },
      })),
    );
    expect(hidden).toHaveLength(text.length);
    expect(hidden).toMatch(/^a: x{20} # 🔑\nx+ x+ x+ x+\nx{128}\nx+ x+ x+ x+\nend$/u);
  });
});

it('finds each credential of a long text once, whole, wherever it lies', async () => {
  const filler = 'a line of an export, 42 characters long ..\n';
  // Around the end of a piece, and on it.
  for (const before of [499_000, 499_990, 500_000, 519_990, 1_000_001]) {
    const text = `${KEY}\n${filler.repeat(30_000).slice(0, before - KEY.length - 1)}\n${PEM}\n${filler.repeat(20_000)}${KEY}`;
    expect(await findValues(text)).toEqual([
      ['aws-access-key-id', KEY],
      ['private-key', PEM],
      ['aws-access-key-id', KEY],
    ]);
  }
});
