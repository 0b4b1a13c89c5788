import type { Configuration } from '../../model/schema/configuration.ts';

/** Addresses of a file on the git host. Always `https:`; every part of a path or a query is encoded. */
export interface RepositoryLinks {
  view: string;
  edit: string;
  history: string;
}

/** Where new files and issues are begun. `root` is the address below which the host keeps its pages. */
export interface RepositoryHome {
  host: 'github' | 'gitlab';
  root: string;
  branch: string;
}

/** The repository itself; undefined when no repository with an address of its own is configured. */
export function getRepositoryHome(configuration: Configuration): RepositoryHome | undefined {
  const { repository } = configuration;
  const root = getRoot(configuration);
  return repository && root !== undefined ? { host: repository.host, root, branch: repository.branch } : undefined;
}

/** Where a file is seen, edited and its history read; undefined when no repository with an address of its own is configured. */
export function getRepositoryLinks(configuration: Configuration, path: string): RepositoryLinks | undefined {
  const root = getRoot(configuration);
  if (root === undefined) return undefined;
  const file = `${encodePath(configuration.repository?.branch ?? '')}/${encodePath(path)}`;
  return { view: `${root}/blob/${file}`, edit: `${root}/edit/${file}`, history: `${root}/commits/${file}` };
}

/** Address of a commit on the git host. */
export function getCommitLink(configuration: Configuration, commit: string): string | undefined {
  const root = getRoot(configuration);
  return root === undefined ? undefined : `${root}/commit/${encodePart(commit)}`;
}

/** What an issue starts with. `body` is Markdown. */
export interface NewIssue {
  title: string;
  body: string;
}

/**
 * Where a new issue is written, with its title and text filled in.
 * GitHub: https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue
 * GitLab: https://docs.gitlab.com/user/project/issues/create_issues/
 */
export function getNewIssueLink(configuration: Configuration, { title, body }: NewIssue): string | undefined {
  const root = getRoot(configuration);
  if (root === undefined) return undefined;
  const names =
    configuration.repository?.host === 'gitlab' ? ['issue[title]', 'issue[description]'] : ['title', 'body'];
  const query = [title, body].map((value, index) => `${encodePart(names[index] ?? '')}=${encodePart(value)}`);
  return `${root}/issues/new?${query.join('&')}`;
}

/**
 * Address below which the host keeps a repository's pages; GitLab keeps them under `/-/`. Whatever is no plain `https:` address
 * (credentials, query or fragment in it) gives no links at all.
 */
function getRoot({ repository }: Configuration): string | undefined {
  if (!repository || !URL.canParse(repository.url)) return undefined;
  const { protocol, username, password, search, hash, origin, pathname } = new URL(repository.url);
  if (protocol !== 'https:' || [username, password, search, hash].some((part) => part !== '')) return undefined;
  const root = origin + pathname.replace(/\/+$/u, '').replace(/\.git$/u, '');
  return repository.host === 'gitlab' ? `${root}/-` : root;
}

/**
 * The parts between slashes, encoded. What a browser would walk up or skip (`..`, `.`, nothing) is one part with its slashes
 * encoded: an address then leads nowhere rather than elsewhere.
 */
function encodePath(path: string): string {
  const parts = path.split('/');
  const isPlain = parts.every((part) => !/^\.{0,2}$/u.test(part));
  return isPlain ? parts.map(encodePart).join('/') : encodePart(`./${path}/.`);
}

/** Percent-encoding that leaves only letters, digits and `-._~`, those that RFC 3986 (2.3) calls unreserved. */
function encodePart(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD')).replace(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
