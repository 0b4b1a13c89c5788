import type { Configuration } from '../../model/schema/configuration.ts';

/** Addresses of a file on the git host. */
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

/** The repository itself; undefined when none is configured. */
export function getRepositoryHome({ repository }: Configuration): RepositoryHome | undefined {
  return repository && { host: repository.host, root: getRoot(repository), branch: repository.branch };
}

/** Where a file is seen, edited and its history read; undefined when no repository is configured. */
export function getRepositoryLinks(configuration: Configuration, path: string): RepositoryLinks | undefined {
  const { repository } = configuration;
  if (!repository) return undefined;
  const root = getRoot(repository);
  const file = `${encodeURIComponent(repository.branch)}/${path.split('/').map(encodeURIComponent).join('/')}`;
  return { view: `${root}/blob/${file}`, edit: `${root}/edit/${file}`, history: `${root}/commits/${file}` };
}

/** Address of a commit on the git host. */
export function getCommitLink(configuration: Configuration, commit: string): string | undefined {
  const { repository } = configuration;
  return repository ? `${getRoot(repository)}/commit/${encodeURIComponent(commit)}` : undefined;
}

/** GitLab keeps its own pages under `/-/`. */
function getRoot(repository: NonNullable<Configuration['repository']>): string {
  const url = repository.url.replace(/(?:\.git)?\/*$/u, '');
  return repository.host === 'gitlab' ? `${url}/-` : url;
}
