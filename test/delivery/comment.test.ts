import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Impact } from '../../plugins/docusaurus-plugin-gait/src/model/schema/impact.ts';
import { comment, createClient } from '../../tools/ci/comment.mjs';
import { ROOT, runNode } from '../support/run.ts';

interface Comment {
  id: number;
  user: { login: string };
  body: string;
}

const SHA = '4c1f'.repeat(10);
const MARKER = '<!-- gait: impact of this change -->';
const BOT = 'github-actions[bot]';

const IMPACT: Impact = {
  schema: 1,
  report: 'impact',
  gait: '0.1.0',
  as_of: '2026-11-20',
  base: { name: 'main', commit: SHA },
  head: { name: 'HEAD', commit: SHA },
  limits: ['@everyone <img src=x onerror=alert(1)> [click](https://evil.example/) ![](https://evil.example/x.png)'],
  configuration: [],
  sops: { count: { before: 1, after: 1 }, added: [], removed: [], renamed: [], changed: [] },
  maturity: [],
  records: { added: [], removed: [], stopped: [], resumed: [] },
  controls: [],
  links: [],
  diagnostics: { new: [], resolved: 0 },
  reviews: [],
};

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Answers as the REST API of GitHub does, as far as the script uses it: pages of comments, pull requests, writes. */
async function startHost(input: { comments: Comment[]; head?: string }): Promise<{ url: string; writes: string[] }> {
  const { comments, head = SHA } = input;
  const writes: string[] = [];
  const pull = { number: 7, state: 'open', head: { sha: head } };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const send = (value: unknown, headers: Record<string, string> = {}): void => {
        response.writeHead(200, { 'content-type': 'application/json', ...headers });
        response.end(JSON.stringify(value));
      };
      if (request.method !== 'GET') {
        writes.push(`${request.method} ${url.pathname} ${(JSON.parse(body) as { body: string }).body}`);
        return send({ id: 1 });
      }
      if (url.pathname.endsWith('/pulls/7')) return send(pull);
      if (url.pathname.endsWith('/pulls'))
        return send(url.searchParams.get('head') === 'mallory:patch-1' ? [pull] : []);
      const page = Number(url.searchParams.get('page') ?? 1);
      const next = new URL(url);
      next.searchParams.set('page', String(page + 1));
      const links: Record<string, string> = page < comments.length ? { link: `<${next.href}>; rel="next"` } : {};
      return send(comments.slice(page - 1, page), links);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  closers.push(() => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, writes };
}

async function run(input: {
  comments?: Comment[];
  head?: string;
  diff?: string;
  isFork?: boolean;
  event?: string;
}): Promise<{ output: string; writes: string[] }> {
  const { comments = [], head, diff = JSON.stringify(IMPACT), isFork = false, event = 'pull_request' } = input;
  const folder = await mkdtemp(join(tmpdir(), 'gait-comment-'));
  const { url, writes } = await startHost({ comments, head });
  const workflowRun = {
    event,
    head_sha: SHA,
    head_branch: 'patch-1',
    head_repository: { owner: { login: 'mallory' } },
    pull_requests: isFork ? [] : [{ number: 7 }],
  };
  await writeFile(join(folder, 'diff.json'), diff);
  const client = createClient({ auth: 'x', baseUrl: url });
  const output = await comment({
    event: { workflow_run: workflowRun },
    repository: 'example/base',
    file: join(folder, 'diff.json'),
    client,
  }).catch((error: unknown) => String(error));
  return { output, writes };
}

describe('the comment on a pull request', () => {
  it('is written once, of text that mentions nobody and loads nothing', async () => {
    const { output, writes } = await run({});
    expect(output).toBe('created');
    expect(writes).toHaveLength(1);
    expect(writes[0]).toContain(`POST /repos/example/base/issues/7/comments ${MARKER}\n`);
    expect(writes[0]).not.toMatch(/@everyone|(?<!\\)<img|(?<!\\)\]\(|(?<!\\)!\[/u);
    expect(writes[0]).toContain('everyone');
  });

  it('is found again by its marker and its author, on a later page, and left alone when it says the same', async () => {
    const first = (await run({})).writes[0]?.replace(/^.*?(?=<!--)/su, '') ?? '';
    const stranger = { id: 1, user: { login: 'mallory' }, body: `${MARKER}\nforged` };
    const old = { id: 2, user: { login: BOT }, body: `${MARKER}\nold` };
    const { output, writes } = await run({ comments: [stranger, old] });
    expect(output).toBe('updated');
    expect(writes.map((one) => one.split(MARKER)[0])).toEqual(['PATCH /repos/example/base/issues/comments/2 ']);
    expect(await run({ comments: [stranger, { ...old, body: first }] })).toMatchObject({
      output: 'unchanged',
      writes: [],
    });
  });

  it("finds a fork's pull request, and none whose head has moved on or that is none", async () => {
    expect((await run({ isFork: true })).output).toBe('created');
    expect(await run({ isFork: true, head: 'f'.repeat(40) })).toMatchObject({
      output: 'no pull request',
      writes: [],
    });
    expect(await run({ head: 'f'.repeat(40) })).toMatchObject({ output: 'no pull request', writes: [] });
    expect(await run({ event: 'push' })).toMatchObject({ output: 'no pull request', writes: [] });
  });

  it.each([
    ['no JSON', 'x', 'Unexpected text of the impact'],
    ['another form', '{"schema": 1, "body": "@everyone"}', 'Unexpected form of the impact'],
    ['a key too many', JSON.stringify({ ...IMPACT, body: '@everyone' }), 'Unexpected form of the impact'],
    ['too much', JSON.stringify({ ...IMPACT, limits: ['x'.repeat(3 * 1024 * 1024)] }), 'Unexpected size of the impact'],
  ])('is not written from %s', async (_, diff, message) => {
    const { output, writes } = await run({ diff });
    expect(writes).toEqual([]);
    expect(output).toContain(message);
    expect(output).not.toContain('@everyone');
  });
});

it('the summary of a job shows what others wrote as text', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gait-summary-'));
  const place = { start: { line: 3, column: 1 }, end: { line: 3, column: 2 } };
  const diagnostics = [{ severity: 'error', file: 'docs/a`|b.md', place, message: '<b>x</b> @everyone', hint: 'a|b' }];
  const summary = { errors: 1, warnings: 0, checked: { sops: 1, others: 2 } };
  await writeFile(join(folder, 'validate.json'), JSON.stringify({ summary, diagnostics }));
  const { stdout } = await runNode(['tools/ci/summary.mjs', join(folder, 'validate.json')], { cwd: ROOT });
  expect(stdout).toContain('1 errors, 0 warnings in 1 SOPs and 2 other files.');
  expect(stdout).not.toMatch(/<b>|@everyone/u);
  expect(
    stdout
      .trim()
      .split('\n')
      .at(-1)
      ?.match(/(?<!\\)\|/gu),
  ).toHaveLength(5);
  expect(await readFile(join(ROOT, 'tools/ci/check.sh'), 'utf8')).not.toContain('${{');
});
