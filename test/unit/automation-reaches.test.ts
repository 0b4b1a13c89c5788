import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createDns } from '../../plugins/docusaurus-plugin-gait/src/automation/reaches/dns.ts';
import { createReaches } from '../../plugins/docusaurus-plugin-gait/src/automation/reaches/index.ts';
import { createRdap } from '../../plugins/docusaurus-plugin-gait/src/automation/reaches/rdap.ts';
import { createTools } from '../../plugins/docusaurus-plugin-gait/src/automation/reaches/tools.ts';
import { createFiles } from '../../plugins/docusaurus-plugin-gait/src/automation/reaches/files.ts';

const signal = new AbortController().signal;
const root = mkdtempSync(join(tmpdir(), 'gait-reaches-'));
mkdirSync(join(root, 'dns'));
writeFileSync(join(root, 'dns/baseline.yaml'), 'ns: [ns1.example.com.]\n');
// Put together here, so that no scanner takes this file for a leak.
const KEY = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_');
writeFileSync(join(root, 'leak.env'), `TOKEN=${KEY}\n`);
writeFileSync(join(root, 'ignored.txt'), '');
writeFileSync(join(root, '.gitignore'), 'ignored.txt\n');
symlinkSync('/etc/passwd', join(root, 'link'));
execFileSync('git', ['init', '-q'], { cwd: root });
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('dns', () => {
  it.each([
    [
      'MX',
      [
        { priority: 20, exchange: 'b.Example.com' },
        { priority: 10, exchange: 'a.example.com' },
      ],
      ['10 a.example.com.', '20 b.example.com.'],
    ],
    ['TXT', [['v=spf1 ', '-all']], ['v=spf1 -all']],
    ['CAA', [{ critical: 0, issue: 'ca.example' }], ['0 issue "ca.example"']],
    ['NS', ['ns2.example.com', 'NS1.example.com.'], ['ns1.example.com.', 'ns2.example.com.']],
    ['A', ['192.0.2.2', '192.0.2.1'], ['192.0.2.1', '192.0.2.2']],
    [
      'SOA',
      {
        nsname: 'ns1.example.com',
        hostmaster: 'root.example.com',
        serial: 7,
        refresh: 1,
        retry: 2,
        expire: 3,
        minttl: 4,
      },
      ['ns1.example.com. root.example.com. 7 1 2 3 4'],
    ],
  ] as const)('writes %s as a zone file does, sorted', async (type, answer, expected) => {
    expect(await createDns(() => Promise.resolve(answer)).lookUp('example.com', type)).toEqual(expected);
  });

  it('tells a name that is not there from one that nobody could look up', async () => {
    const fail = (code: string) => createDns(() => Promise.reject(Object.assign(new Error(code), { code })));
    expect(await fail('ENODATA').lookUp('example.com', 'A')).toEqual([]);
    expect(await fail('ENOTFOUND').lookUp('example.com', 'A')).toEqual([]);
    await expect(fail('ETIMEOUT').lookUp('example.com', 'A')).rejects.toThrow('ETIMEOUT');
  });
});

describe('rdap', () => {
  const DOMAIN = {
    ldhName: 'EXAMPLE.CO.UK',
    status: ['server transfer prohibited', 'client delete prohibited'],
    nameservers: [{ ldhName: 'NS2.EXAMPLE.NET.' }, { ldhName: 'ns1.example.net' }],
    events: [{ eventAction: 'expiration', eventDate: '2027-05-01T00:00:00Z' }],
    secureDNS: { delegationSigned: true },
    entities: [{ roles: ['registrar'], vcardArray: ['vcard', [['fn', {}, 'text', 'Example Registrar']]] }],
  };
  const services = [
    [['uk'], ['https://wrong.example/']],
    [['co.uk'], ['http://plain.example/', 'https://rdap.example/uk']],
    [['test'], ['http://plain.example/']],
  ];
  const ask = (name: string, status = 200, text?: string) => {
    const asked: string[] = [];
    const fetch = ((address: string) => {
      asked.push(address);
      if (asked.length === 1) return Promise.resolve(Response.json({ services }));
      return Promise.resolve(new Response(text ?? JSON.stringify(DOMAIN), { status }));
    }) as typeof globalThis.fetch;
    return { asked, answer: createRdap({ signal, fetch }).readDomain(name) };
  };

  it('asks the registry of the longest suffix, over https, and answers what it knows', async () => {
    const { asked, answer } = ask('example.co.uk');
    expect(await answer).toEqual({
      name: 'example.co.uk',
      registrar: 'Example Registrar',
      statuses: ['client delete prohibited', 'server transfer prohibited'],
      nameservers: ['ns1.example.net', 'ns2.example.net'],
      expiresAt: '2027-05-01T00:00:00Z',
      changedAt: null,
      isSigned: true,
    });
    expect(asked).toEqual(['https://data.iana.org/rdap/dns.json', 'https://rdap.example/uk/domain/example.co.uk']);
  });

  it('answers null for a domain that is not registered, and fails where nobody knows', async () => {
    expect(await ask('example.co.uk', 404).answer).toBeNull();
    await expect(ask('example.co.uk', 500).answer).rejects.toThrow('Unexpected answer 500 of `rdap.example`');
    await expect(ask('example.test').answer).rejects.toThrow('expected one whose registry answers RDAP over https');
    await expect(ask('example.co.uk', 200, 'x'.repeat(2_000_001)).answer).rejects.toThrow('expected at most 2 MB');
  });
});

describe('files', () => {
  const files = createFiles(root);

  it('are those of the checkout that git knows or would add', async () => {
    expect(await files.list('.')).toEqual(['.gitignore', 'dns/baseline.yaml', 'leak.env', 'link']);
    expect(await files.readData('dns/baseline.yaml')).toEqual({ ns: ['ns1.example.com.'] });
  });

  it.each(['/etc/passwd', '../outside', 'link', '.git/config', 'nowhere'])('are not %s', async (path) => {
    await expect(files.read(path)).rejects.toThrow(`Unexpected path \`${path}\``);
  });
});

describe('tools', () => {
  it('find what they look for, and hide it', async () => {
    const { exitCode, output } = await createTools({ root, signal, allowedSecrets: [] }).run('secretlint', [
      'leak.env',
      'dns/baseline.yaml',
    ]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(output)).toMatchObject([{ path: 'leak.env', messages: [{ line: 1 }] }]);
    expect(output).not.toContain(KEY);
  });

  it('are not switched off by what a file says of itself, and pass folders over', async () => {
    writeFileSync(join(root, 'quiet.env'), `# secretlint-disable\nTOKEN=${KEY}\n`);
    const { output } = await createTools({ root, signal, allowedSecrets: [] }).run('secretlint', ['quiet.env', 'dns']);
    expect(JSON.parse(output)).toMatchObject([{ path: 'quiet.env', messages: [{ message: 'GitHub token', line: 2 }] }]);
    rmSync(join(root, 'quiet.env'));
  });

  it('pass over what the configuration says is no secret, and nothing else', async () => {
    const tools = createTools({ root, signal, allowedSecrets: [KEY] });
    expect(await tools.run('secretlint', ['leak.env'])).toEqual({ exitCode: 0, output: '[]' });
    writeFileSync(join(root, 'other.env'), `A=${KEY}\nB=${KEY.replaceAll('a', 'b')}\n`);
    const { exitCode } = await tools.run('secretlint', ['other.env']);
    expect(exitCode).toBe(1);
    rmSync(join(root, 'other.env'));
  });

  it('are given no file from outside', async () => {
    await expect(createTools({ root, signal, allowedSecrets: [] }).run('secretlint', ['/etc/passwd'])).rejects.toThrow(
      'Unexpected path `/etc/passwd`',
    );
  });
});

describe('what a manifest does not name', () => {
  const used: string[] = [];
  const reaches = createReaches({
    root,
    allowed: ['files'],
    knowledgeBase: { exceptions: [], owners: {}, sops: ['a'] },
    allowedSecrets: [],
    signal,
    onReach: (reach, what) => void used.push(`${reach} ${what}`),
  });

  it.each<[string, () => unknown]>([
    ['dns', () => reaches.dns.lookUp('example.com', 'A')],
    ['rdap', () => reaches.rdap.readDomain('example.com')],
    ['knowledge-base', async () => Promise.resolve().then(() => reaches.knowledgeBase.sops)],
    ['tool:secretlint', () => reaches.tools.run('secretlint', ['leak.env'])],
  ])('is refused: %s', async (reach, use) => {
    await expect(use()).rejects.toThrow(`Unexpected use of \`${reach}\``);
  });

  it('is told from what it names, and the use is witnessed', async () => {
    expect(await reaches.files.read('.gitignore')).toBe('ignored.txt\n');
    expect(used).toEqual(['files .gitignore']);
  });
});
