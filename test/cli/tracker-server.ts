import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An issue as the server keeps it. */
export interface ServedIssue {
  number: number;
  title: string;
  body: string;
  labels: string;
  state: 'open' | 'closed';
  comments: string[];
}

/** What goes wrong with the next request that fits: it is refused, or carried out and its answer lost. */
export interface Trouble {
  method: string;
  kind: 'rate-limit' | 'error' | 'lost' | 'dropped';
  /** Lists that still do not show what was opened. */
  lag?: number;
}

/** A git host on the loopback interface, as far as issues go: pages of two, limits, failures, lists that lag behind. */
export interface TrackerServer {
  api: string;
  issues: ServedIssue[];
  /** `POST /path` of every request that arrived, in order. */
  requests: string[];
  tokens: Set<string>;
  troubles: Trouble[];
  close(): Promise<void>;
}

const PAGE = 2;

/** Starts a server that speaks as GitHub's or GitLab's API does. */
export async function startTracker(host: 'github' | 'gitlab'): Promise<TrackerServer> {
  const issues: ServedIssue[] = [];
  const requests: string[] = [];
  const tokens = new Set<string>();
  const troubles: Trouble[] = [];
  let hidden = 0;
  let lag = 0;

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const prefix = host === 'github' ? '' : '/api/v4';
  return { api: origin + prefix, issues, requests, tokens, troubles, close: () => stop(server) };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    const path = decodeURIComponent(url.pathname);
    const text = await readBody(request);
    requests.push(`${request.method} ${path}`);
    tokens.add(String(request.headers.authorization ?? request.headers['private-token'] ?? ''));
    const at = troubles.findIndex(({ method }) => method === request.method);
    const [trouble] = at < 0 ? [] : troubles.splice(at, 1);
    if (trouble?.kind === 'rate-limit') return limit(response);
    if (trouble?.kind === 'error') return send(response, 503, { message: 'Service unavailable' });
    if (trouble?.kind === 'dropped') return void request.socket.destroy();
    const result = carryOut(
      request.method ?? 'GET',
      path,
      text === '' ? {} : (JSON.parse(text) as Record<string, string>),
    );
    if (trouble?.kind === 'lost') {
      hidden = 1;
      lag = trouble.lag ?? 0;
      return send(response, 502, { message: 'Bad gateway' });
    }
    if (Array.isArray(result)) return sendPage(response, url, result);
    send(response, request.method === 'POST' ? 201 : 200, result);
  }

  function carryOut(method: string, path: string, body: Record<string, string>): unknown {
    const number = Number(/\/issues\/(\d+)/u.exec(path)?.[1]);
    const issue = issues.find((one) => one.number === number);
    if (/\/(?:comments|notes)$/u.test(path)) {
      if (method === 'GET') return issue?.comments.map((one) => ({ body: one })) ?? [];
      issue?.comments.push(body.body ?? '');
      return { body: body.body };
    }
    if (method === 'GET') {
      const shown = lag > 0 ? issues.slice(0, issues.length - hidden) : issues;
      lag -= 1;
      return shown.map(toJson);
    }
    if (method === 'POST') {
      const created: ServedIssue = {
        number: issues.length + 1,
        title: body.title ?? '',
        body: body.body ?? body.description ?? '',
        labels: String(body.labels),
        state: 'open',
        comments: [],
      };
      issues.push(created);
      return toJson(created);
    }
    if (issue && (body.state === 'closed' || body.state_event === 'close')) issue.state = 'closed';
    return issue && toJson(issue);
  }

  function toJson({ number, title, body, state }: ServedIssue): object {
    return host === 'github'
      ? { number, title, body, state }
      : { iid: number, title, description: body, state: state === 'open' ? 'opened' : 'closed' };
  }

  function limit(response: ServerResponse): void {
    const reset = Math.ceil(Date.now() / 1000);
    if (host === 'gitlab') return send(response, 429, { message: 'Retry later' }, { 'retry-after': '1' });
    send(
      response,
      403,
      { message: 'API rate limit exceeded' },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
    );
  }

  function sendPage(response: ServerResponse, url: URL, all: unknown[]): void {
    const page = Number(url.searchParams.get('page') ?? 1);
    const last = Math.max(1, Math.ceil(all.length / PAGE));
    const link = (number: number, rel: string): string => {
      const to = new URL(url);
      to.searchParams.set('page', String(number));
      return `<${to.href}>; rel="${rel}"`;
    };
    const links = [...(page < last ? [link(page + 1, 'next')] : []), link(last, 'last')].join(', ');
    send(response, 200, all.slice((page - 1) * PAGE, page * PAGE), {
      link: links,
      'x-page': String(page),
      'x-next-page': page < last ? String(page + 1) : '',
      'x-per-page': String(PAGE),
      'x-total': String(all.length),
      'x-total-pages': String(last),
    });
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
