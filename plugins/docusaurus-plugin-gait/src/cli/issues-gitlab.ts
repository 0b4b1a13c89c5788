import type { TrackedIssue } from '../report/issues.ts';
import { LABEL, readMarker } from '../write/issue.ts';
import { LONGEST_WAIT, LostAnswer, RETRIES, type Tracker, type TrackerInput } from './issues-contract.ts';

/** What a request is made of, as the client hands it over. */
interface GitlabRequest {
  prefixUrl?: string;
  searchParams?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | FormData;
  signal?: AbortSignal;
}

/** A request that the host refused, or failed on. */
class GitlabError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(`${status}: ${message}`);
    this.name = 'GitlabError';
    this.status = status;
  }
}

/**
 * Issues of GitLab. Sends by a handler of ours: that of the client repeats a request that opens an issue after a 502, and does
 * not wait as long as the host asks. https://docs.gitlab.com/api/issues/
 */
export async function createGitlabTracker({ api, project, token }: TrackerInput): Promise<Tracker> {
  const [{ Issues, IssueNotes }, { createRequesterFn }] = await Promise.all([
    import('@gitbeaker/rest'),
    import('@gitbeaker/requester-utils'),
  ]);
  const requesterFn = createRequesterFn(
    (_, request) => Promise.resolve(request),
    (endpoint, request) => send(endpoint, request as GitlabRequest),
  );
  const options = { host: api.replace(/\/api\/v4\/*$|\/+$/gu, ''), token, requesterFn };
  const issues = new Issues(options);
  const notes = new IssueNotes(options);
  return {
    async list() {
      const all = await issues.all({
        projectId: project,
        labels: LABEL,
        state: 'all',
        scope: 'all',
        orderBy: 'created_at',
        sort: 'asc',
        perPage: 100,
      });
      return all.flatMap(({ iid, state, description }): TrackedIssue[] => {
        const key = readMarker(description ?? '');
        return key === undefined ? [] : [{ number: iid, isOpen: state === 'opened', key }];
      });
    },
    async open({ title, body }) {
      const issue = await issues.create(project, title, { description: body, labels: LABEL }).catch(toLost);
      return issue.iid;
    },
    async close(number, { body, marker }) {
      const said = await notes.all(project, number, { perPage: 100 });
      if (!said.some((note) => note.body.includes(marker))) await notes.create(project, number, body).catch(toLost);
      await issues.edit(project, number, { stateEvent: 'close' });
    },
  };
}

/** One request; repeated when the host asks to wait (429), and when reading fails. */
async function send(endpoint: string, request: GitlabRequest) {
  const { prefixUrl = '', searchParams = '', ...rest } = request;
  const url = new URL(endpoint, prefixUrl.endsWith('/') ? prefixUrl : `${prefixUrl}/`);
  url.search = searchParams;
  const isRepeatable = rest.method === 'GET' || rest.method === 'PUT';
  for (let count = 0; ; count += 1) {
    const response = await fetch(new Request(url, rest)).catch((error: unknown) => {
      if (!isRepeatable || count >= RETRIES)
        throw new GitlabError(503, error instanceof Error ? error.message : 'no answer');
      return undefined;
    });
    if (response?.ok) {
      const headers = Object.fromEntries(response.headers.entries());
      return { body: (await response.json()) as Record<string, unknown>[], headers, status: response.status };
    }
    const status = response?.status ?? 503;
    const wait = status === 429 ? Number(response?.headers.get('retry-after') ?? 1) : 2 ** count / 4;
    const isForNow = status === 429 || (status >= 500 && isRepeatable);
    if (!isForNow || count >= RETRIES || wait > LONGEST_WAIT)
      throw new GitlabError(status, response ? (await response.text()).slice(0, 200) : 'no answer');
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  }
}

/** @throws always. */
function toLost(error: unknown): never {
  throw error instanceof GitlabError && error.status >= 500 ? new LostAnswer(error) : error;
}
