import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Impact } from '../../plugins/docusaurus-plugin-gait/src/model/schema/impact.ts';
import { comment, createClient } from '../../tools/ci/comment.mjs';
import { renderImpact } from '../../tools/ci/impact.mjs';
import { ROOT, runNode } from '../support/run.ts';
import { createFolder } from './support.ts';

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
  text?: string;
  isFork?: boolean;
  event?: string;
}): Promise<{ output: string; writes: string[] }> {
  const { comments = [], head, text = 'What it changes', isFork = false, event } = input;
  const { url, writes } = await startHost({ comments, head });
  const client = createClient({ auth: 'x', baseUrl: url });
  const output = await comment({ event: toEvent({ isFork, event }), repository: 'example/base', text, client });
  return { output, writes };
}

function toEvent({ isFork = false, event = 'pull_request' }: { isFork?: boolean; event?: string }): object {
  return {
    workflow_run: {
      event,
      head_sha: SHA,
      head_branch: 'patch-1',
      head_repository: { owner: { login: 'mallory' } },
      pull_requests: isFork ? [] : [{ number: 7 }],
    },
  };
}

async function render(diff: string): Promise<string> {
  const file = join(await createFolder(), 'diff.json');
  await writeFile(file, diff);
  return renderImpact(file);
}

describe('the comment on a pull request', () => {
  it('is of text that mentions nobody and loads nothing', async () => {
    const text = await render(JSON.stringify(IMPACT));
    expect(text).not.toMatch(/@everyone|(?<!\\)<img|(?<!\\)\]\(|(?<!\\)!\[/u);
    expect(text).toContain('everyone');
  });

  it('is written once, by one file that needs no checkout and no installation', async () => {
    const folder = await createFolder();
    const bundle = await runNode(['tools/ci/bundle-comment.mjs', join(folder, 'comment.mjs')], { cwd: ROOT });
    expect(bundle).toMatchObject({ code: 0, output: '' });
    await writeFile(join(folder, 'impact.md'), 'What it changes\n');
    await writeFile(join(folder, 'event.json'), JSON.stringify(toEvent({})));
    const { url, writes } = await startHost({ comments: [] });
    const env = {
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_REPOSITORY: 'example/base',
      GITHUB_API_URL: url,
      GITHUB_TOKEN: 'x',
    };
    const { code, output } = await runNode(['comment.mjs', 'impact.md'], { cwd: folder, env });
    expect({ code, output }).toEqual({ code: 0, output: 'Comment: created\n' });
    expect(writes).toEqual([`POST /repos/example/base/issues/7/comments ${MARKER}\nWhat it changes\n`]);
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
  ])('is not rendered from %s', async (_, diff, message) => {
    const error: unknown = await render(diff).catch((reason: unknown) => reason);
    expect(String(error)).toContain(message);
    expect(String(error)).not.toContain('@everyone');
  });
});

it('the summary of a job shows what others wrote as text', async () => {
  const folder = await createFolder();
  const place = { start: { line: 3, column: 1 }, end: { line: 3, column: 2 } };
  const diagnostics = [{ severity: 'error', file: 'docs/a`|b.md', place, message: '<b>x</b> @everyone', hint: 'a|b' }];
  const summary = { errors: 1, warnings: 0, checked: { sops: 1, others: 1 } };
  await writeFile(join(folder, 'validate.json'), JSON.stringify({ summary, diagnostics }));
  const { stdout } = await runNode(['tools/ci/summary.mjs', join(folder, 'validate.json')], { cwd: ROOT });
  expect(stdout).toContain('1 error, 0 warnings in 1 SOP and 1 other file.');
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
