import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { commitAll, createSite, gait, git, writeFiles } from './support.ts';

const answers: unknown[] = [];
const asked: string[] = [];

vi.mock('@clack/prompts', () => {
  const ask = ({ message }: { message: string }): Promise<unknown> => {
    asked.push(message);
    return Promise.resolve(answers.shift());
  };
  return {
    intro: (title: string) => asked.push(title),
    outro: vi.fn(),
    cancel: vi.fn(),
    text: ask,
    select: ask,
    multiselect: ask,
  };
});

beforeEach(() => {
  answers.length = 0;
  asked.length = 0;
});

const SOP = 'docs/sops/rotate-key.md';
const WHEN = ['--started', '2026-11-02T14:03', '--finished', '2026-11-02T15:20:00+01:00', '--environment', 'staging'];
const SAID = ['--by', '@alice', ...WHEN];
const SECRET_SOP = walkSopWith({
  frontMatter: {
    variables:
      '\n  - {name: USER_NAME, description: The user}\n  - {name: API_TOKEN, description: The token, secret: true}',
  },
  sections: { Purpose: 'Uses "$API_TOKEN".' },
});

function createRepository(files: Record<string, string> = {}): { folder: string; commit: string } {
  const folder = createSite(files);
  return { folder, commit: commitAll(folder) };
}

function listRecords(folder: string): string[] {
  const records = path.join(folder, 'records/rotate-key');
  return existsSync(records) ? readdirSync(records) : [];
}

function readRecord(folder: string, name = listRecords(folder)[0] ?? ''): Record<string, unknown> {
  return parse(readFileSync(path.join(folder, 'records/rotate-key', name), 'utf8')) as Record<string, unknown>;
}

const record = (folder: string, ...argv: string[]) => gait(folder, ['record', 'rotate-key', ...argv]);

/** A walk of the text at a commit. */
function walkWith(folder: string, changes: Record<string, unknown> = {}): string {
  const walk = {
    schema: 1,
    id: '3f0d6a1e-5a3c',
    name: 'OPS-1042',
    sop: 'rotate-key',
    title: 'Rotate an access key',
    fingerprint: 'g1-0000000000000000',
    commit: git(folder, 'rev-parse', 'HEAD').trim(),
    state: 'finished',
    started_at: '2026-11-02T13:03:00Z',
    finished_at: '2026-11-02T13:20:00Z',
    environment: 'production',
    steps: [
      { id: 'confirm-account', outcome: 'done', at: '2026-11-02T13:04:00Z' },
      { id: 'list-keys', outcome: 'done', at: '2026-11-02T13:05:00Z', note: 'Two keys.' },
    ],
    ...changes,
  };
  writeFiles(folder, { 'own.walk.json': JSON.stringify(walk, null, 2) });
  return 'own.walk.json';
}

/** The fingerprint of the SOP as committed, learned from a dry run. */
async function getFingerprint(folder: string): Promise<string> {
  const { stdout } = await record(folder, '--commit', 'HEAD', ...SAID, '--done', '--dry-run');
  return /fingerprint: (\S+)/u.exec(stdout)?.[1] ?? '';
}

describe('gait record', () => {
  it('writes one new file that validates, with the text of the commit and not of the work tree', async () => {
    const { folder, commit } = createRepository();
    const before = await getFingerprint(folder);
    writeFiles(folder, { [SOP]: walkSopWith({ sections: { Verification: 'Another text.' } }) });
    const { code, stdout, stderr } = await record(
      folder,
      ...['--commit', 'HEAD', ...SAID, '--done', '--step', 'list-keys=skipped: none there', '--outcome', 'completed'],
      ...['--approval', 'approver=@bob', '--reference', 'https://tickets.example.com/1', '--occurrence', '2026-11-01'],
      ...[
        '--attest',
        'cis-aws@5.0.0#1.13=pass',
        '--evidence',
        'https://a.example/1',
        '--evidence',
        'https://a.example/2',
      ],
    );
    expect(stderr).toContain('The SOP has another text today');
    expect(code).toBe(0);
    const [name = ''] = listRecords(folder);
    expect(name).toMatch(/^2026-11-02-[a-z0-9]{6}\.yaml$/u);
    expect(stdout).toContain(`Wrote records/rotate-key/${name}\n`);
    expect(readRecord(folder)).toEqual({
      schema: 1,
      id: name.slice(0, -5),
      sop: 'rotate-key',
      fingerprint: before,
      commit,
      performer: { person: '@alice' },
      started_at: '2026-11-02T14:03:00+00:00',
      finished_at: '2026-11-02T15:20:00+01:00',
      environment: 'staging',
      outcome: 'completed',
      steps: [
        { id: 'confirm-account', outcome: 'done' },
        { id: 'list-keys', outcome: 'skipped', note: 'none there' },
      ],
      approvals: [{ role: 'approver', by: '@bob' }],
      occurrence: '2026-11-01',
      reference: 'https://tickets.example.com/1',
      evidence: ['https://a.example/1', 'https://a.example/2'],
      attests: [{ control: 'cis-aws@5.0.0#1.13', status: 'pass' }],
    });
  });

  it.each([
    [['--done'], 'Unexpected absence of the text that was followed, expected --commit <rev> or --walk <file>'],
    [['--commit', 'nowhere', '--done'], 'Unexpected revision `nowhere`'],
    [['--commit', 'HEAD'], 'Unexpected absence of --outcome'],
    [['--commit', 'HEAD', '--outcome', 'completed'], 'with the step `confirm-account` left out'],
    [['--commit', 'HEAD', '--done', '--step', 'list-key=done'], 'Unexpected step `list-key`'],
    [['--commit', 'HEAD', '--done', '--approval', 'approver=@alice'], 'Unexpected approval by @alice'],
    [['--commit', 'HEAD', '--done', '--attest', 'cis-aws@5.0.0#9.9=pass'], 'cis-aws@5.0.0#9.9'],
    [['--commit', 'HEAD', '--done', '--finished', '2027-01-01T10:00'], 'expected a time that has passed'],
    [['--commit', 'HEAD', '--done', '--supersedes', '2026-01-01-aaaaaa'], 'as --supersedes, expected one of'],
    [
      ['--commit', 'HEAD', '--done', '--notes', `${['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_')}`],
      'credential (github-token)',
    ],
    [['--commit', 'HEAD', '--done', '--notes', 'password: wWPw5k4aXc'], 'credential (a password or key) in line'],
    [
      ['--commit', 'HEAD', '--done', '--evidence', `https://a.example/b?X-Amz-Signature=wWPw5k4a${'0'.repeat(56)}`],
      'credential (a signed address)',
    ],
    [
      ['--commit', 'HEAD', '--done', '--step', 'list-keys=done', '--step', 'list-keys=failed'],
      'list-keys is named twice',
    ],
  ])('refuses %j and writes nothing', async (argv, message) => {
    const { folder } = createRepository();
    const { code, stdout, stderr } = await record(folder, ...SAID, ...argv);
    expect(stderr).toContain(message);
    expect(stdout + stderr).not.toContain('wWPw5k4a');
    expect(code).toBe(2);
    expect(listRecords(folder)).toEqual([]);
  });

  it('takes text, times and steps from a walk, and nothing of another text or one that is open', async () => {
    const { folder, commit } = createRepository();
    const fingerprint = await getFingerprint(folder);
    const refuse = async (changes: Record<string, unknown>): Promise<string> => {
      const outcome = await record(folder, '--by', '@alice', '--walk', walkWith(folder, changes));
      expect([outcome.code, listRecords(folder)]).toEqual([2, []]);
      return outcome.stderr;
    };
    expect(await refuse({})).toContain('expected `g1-0000000000000000`, which was followed');
    expect(await refuse({ fingerprint, state: 'open' })).toContain('Unexpected walk that is still open');
    expect(await refuse({ fingerprint, sop: 'other' })).toContain('Unexpected walk of `other`');
    expect(await refuse({ fingerprint, commit: null })).toContain('expected --commit <rev>');
    expect(await refuse({ fingerprint, stat: 'finished' })).toMatch(/own\.walk\.json:\d+:\d+: Unexpected key `stat`/u);
    const { code } = await record(folder, '--by', '@alice', '--walk', walkWith(folder, { fingerprint }));
    expect(code).toBe(0);
    expect(readRecord(folder)).toMatchObject({ fingerprint, commit, environment: 'production', outcome: 'completed' });
  });

  it('refuses values of secret variables', async () => {
    const { folder } = createRepository({ [SOP]: SECRET_SOP });
    const fingerprint = await getFingerprint(folder);
    const carried = walkWith(folder, { fingerprint, variables: { API_TOKEN: 'correct horse' } });
    const message = 'Unexpected value of the secret variable `API_TOKEN`, expected none in a record';
    expect((await record(folder, '--by', '@alice', '--walk', carried)).stderr).toContain(message);
    const argv = ['record', 'rotate-key', '--commit', 'HEAD', ...SAID, '--done', '--notes', 'It was correct horse.'];
    const { code, stderr } = await gait(folder, argv, { env: { API_TOKEN: 'correct horse' } });
    expect([code, listRecords(folder)]).toEqual([2, []]);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('correct horse');
  });

  it('corrects a record by another one, once', async () => {
    const { folder } = createRepository();
    await record(folder, '--commit', 'HEAD', ...SAID, '--done');
    const [first = ''] = listRecords(folder);
    const id = first.slice(0, -5);
    expect((await record(folder, '--supersedes', id, '--outcome', 'failed')).code).toBe(0);
    const second = listRecords(folder).find((name) => name !== first) ?? '';
    expect(readRecord(folder, second)).toEqual({
      ...readRecord(folder, first),
      id: second.slice(0, -5),
      outcome: 'failed',
      supersedes: id,
    });
    expect((await record(folder, '--supersedes', id)).stderr).toContain(`Supersede \`${second.slice(0, -5)}\` instead`);
  });

  it('asks on a terminal, and takes no step for done unless told', async () => {
    const { folder } = createRepository();
    answers.push('HEAD', '@alice', '2026-11-02T14:03', '2026-11-02T14:20', 'staging', ['confirm-account'], 'skipped');
    answers.push('no key', 'deviated');
    const { code } = await gait(folder, ['record', 'rotate-key'], { isInteractive: true, env: {} });
    expect(asked).toMatchInlineSnapshot(`
      [
        "A record of Rotate an access key",
        "Which revision did you follow? (a commit, tag or branch; HEAD is the last commit here)",
        "Who carried it out?",
        "When did it begin? (UTC)",
        "When did it end? (UTC)",
        "Where?",
        "Which steps were done as written?",
        "2. List the keys of the user: how did it end?",
        "Why?",
        "How did it end?",
      ]
    `);
    expect(code).toBe(0);
    expect(readRecord(folder)).toMatchObject({
      outcome: 'deviated',
      steps: [
        { id: 'confirm-account', outcome: 'done' },
        { id: 'list-keys', outcome: 'skipped', note: 'no key' },
      ],
    });
  });
});
