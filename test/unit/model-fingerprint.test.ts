import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Configuration } from '../../plugins/docusaurus-plugin-gait/src/model/schema/configuration.ts';
import { readGaitFile } from '../../plugins/docusaurus-plugin-gait/src/read/file.ts';
import { parseConfiguration } from '../../plugins/docusaurus-plugin-gait/src/read/configuration.ts';
import { CONFIGURATION, procedure } from './read-support.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures/fingerprints');
const configuration = Configuration.parse(parseConfiguration(CONFIGURATION).configuration);

function fingerprint(text: string): string | undefined {
  const file = readGaitFile({
    kind: 'sop',
    path: 'docs/sops/x.md',
    bytes: new TextEncoder().encode(text),
    configuration,
  });
  return file.kind === 'sop' ? file.fingerprint : undefined;
}

function fixture(name: string): string {
  return readFileSync(join(FIXTURES, name), 'utf8');
}

describe('golden vectors: these never change', () => {
  const golden = JSON.parse(fixture('golden.json')) as Record<string, string>;

  it.each(Object.entries(golden))('%s', (name, expected) => {
    expect(fingerprint(fixture(name))).toBe(expected);
  });
});

describe('what is not in the fingerprint', () => {
  const full = fixture('full.md');
  const same = (text: string) => expect(fingerprint(text)).toBe(fingerprint(full));

  it.each<[string, (text: string) => string]>([
    ['line ends', (text) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text) => `\uFEFF${text}`],
    ['the other Unicode form', (text) => text.normalize('NFD')],
    ['wrapping', (text) => text.replace('wait for\n   [open', 'wait\n   for [open')],
    ['emphasis', (text) => text.replace('**the host**', '_the_ `host`')],
    ['an address', (text) => text.replace('https://example.com/drain', 'drain.md')],
    ['marks of lists', (text) => text.replaceAll(/^(\d)\. /gmu, '$1) ').replace('- The host', '* The host')],
    ['fences', (text) => text.replaceAll('```', '~~~~')],
    ['expected output', (text) => text.replace('\n   123456789012\n', '\n   210987654321\n')],
    ['how a fence is exercised', (text) => text.replace(' {timeout="2m"}', '')],
    ['an id of a step', (text) => text.replace(' {#drain}', '')],
    ['other sections', (text) => text.replace('gets no traffic', 'rests').replace('[Load balancer]', '[LB]')],
    [
      'a comment',
      (text) => text.replace('3. Café', '3. <!-- why --> Café').replace('the state', 'the <!-- > --> state'),
    ],
    ['words about a variable', (text) => text.replace('description: The host', 'description: A host')],
  ])('%s', (_, change) => {
    expect(change(full)).not.toBe(full);
    same(change(full));
  });
});

describe('what is in the fingerprint', () => {
  const full = fixture('full.md');

  it.each<[string, (text: string) => string]>([
    ['a word of a step', (text) => text.replace('note the state', 'note a state')],
    ['a command', (text) => text.replace('/drain"', '/drain?force"')],
    ['white space in a command', (text) => text.replace('curl -H', 'curl  -H')],
    ['the language of a command', (text) => text.replace('```bash\n   aws', '```sh\n   aws')],
    ['the order of steps', (text) => text.replace('1. Confirm the account', '1. Confirm an account')],
    ['a gate', (text) => text.replace('More than one', 'More than two')],
    ['the role of an approval', (text) => text.replace('role=approver', 'role=owner')],
    ['the kind of a gate', (text) => text.replace(':::approval{role=approver}', ':::stop')],
    [
      'a gate that moves past its command',
      (text) => {
        const gate = /\n {3}:::approval[^]*?\n {3}:::\n/u.exec(text)?.[0] ?? '';
        return text.replace(gate, '').replace('\n   :::stop', `${gate}\n   :::stop`);
      },
    ],
    ['a wait', (text) => text.replace('Wait: 5 minutes', 'Wait: 6 minutes')],
    ['a branch', (text) => text.replace('(#rollback)', '(#escalation)')],
    ['verification', (text) => text.replace('is `drained`', 'is `gone`')],
    ['a command of verification', (text) => text.replace('curl "https', 'curl -s "https')],
    ['rollback', (text) => text.replace('Let traffic in again', 'Let traffic in')],
    ['a pattern', (text) => text.replace('{1,63}', '{1,64}')],
    ['secrecy', (text) => text.replace('    secret: true\n', '')],
    [
      'text in a block of HTML',
      (text) => text.replace('3. Café', '3. Café\n\n   <details>Delete the host</details>\n\n   Then'),
    ],
  ])('%s', (_, change) => {
    expect(change(full)).not.toBe(full);
    expect(fingerprint(change(full))).toMatch(/^g1-[0-9a-f]{16}$/u);
    expect(fingerprint(change(full))).not.toBe(fingerprint(full));
  });
});

describe('any text', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/u);
  const words = fc.array(word, { minLength: 1, maxLength: 12 });

  it('may be wrapped and marked up as one likes', () => {
    const separator = fc.constantFrom(' ', '  ', '\n   ', '\n     ');
    const mark = fc.constantFrom<(word: string) => string>(
      (one) => one,
      (one) => `**${one}**`,
      (one) => `*${one}*`,
      (one) => `\`${one}\``,
      (one) => `[${one}](https://example.com/${one})`,
      (one) => `~~${one}~~`,
    );
    fc.assert(
      fc.property(
        words,
        fc.array(separator, { minLength: 12, maxLength: 12 }),
        fc.array(mark, { minLength: 12, maxLength: 12 }),
        (list, separators, marks) => {
          const marked = list
            .map((one, index) => `${marks[index]?.(one) ?? one}${separators[index] ?? ' '}`)
            .join('')
            .trim();
          expect(fingerprint(procedure(`1. ${marked}`))).toBe(fingerprint(procedure(`1. ${list.join(' ')}`)));
        },
      ),
    );
  });

  it('of a command changes it', () => {
    const line = fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 })
      .filter((text) => !/^\s*$|`/u.test(text));
    const step = (code: string) => fingerprint(procedure(`1. Run it.\n\n   \`\`\`bash\n   ${code}\n   \`\`\``));
    fc.assert(
      fc.property(line, line, (a, b) => {
        fc.pre(a !== b);
        expect(step(a)).not.toBe(step(b));
      }),
    );
  });
});
