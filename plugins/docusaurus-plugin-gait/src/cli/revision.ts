import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { ConfigurationError, loadConfiguration, type Source } from '../base/index.ts';
import { getStem } from '../rules/support/ids.ts';
import { MATURITIES, type Maturity } from '../model/maturity.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { splitFrontMatter } from '../read/front-matter.ts';
import { createGitSource, getMergeBase, GitError, resolveCommit } from '../read/git.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';

type Base = NonNullable<KnowledgeBase['base']>;

/** Which revision to compare with, and what it is about. */
export interface BaseInput {
  io: Io;
  root: string;
  configuration: Configuration;
  /** What `--since` says. */
  since?: string;
}

/**
 * What rules that compare need to know of the base revision: what `--since` names; else in CI the merge base with the main branch,
 * elsewhere HEAD. Undefined outside a checkout.
 * @throws {UsageError} when `--since` names no revision.
 */
export async function readBase(input: BaseInput): Promise<Base | undefined> {
  const commit = await findCommit(input);
  return commit === undefined ? undefined : readBaseAt(input.root, commit, input.configuration);
}

async function findCommit({ io, root, configuration, since }: BaseInput): Promise<string | undefined> {
  if (since !== undefined) {
    return resolveCommit(root, since).catch((error: unknown) => {
      throw error instanceof GitError
        ? new UsageError(error.message, 'Is it fetched? A shallow clone holds no history.')
        : error;
    });
  }
  const head = await getCommit(() => resolveCommit(root, 'HEAD'));
  if (head === undefined || !io.env.CI) return head;
  const branch = configuration.repository?.branch ?? 'main';
  for (const name of [`origin/${branch}`, branch]) {
    const commit = await getCommit(() => getMergeBase(root, name));
    if (commit !== undefined) return commit;
  }
  io.stderr.write(
    `No common ancestor with \`${branch}\` is known, so raised claims and changed records are not seen.\n` +
      'Fetch the history (fetch-depth: 0), or name the revision with --since.\n',
  );
  return head;
}

async function getCommit(find: () => Promise<string>): Promise<string | undefined> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

async function readBaseAt(root: string, commit: string, after: Configuration): Promise<Base> {
  const source = await createGitSource(root, commit);
  const { records, sops } = await readPaths(source, after);
  const hashes: Base['hashes'] = new Map();
  const claims: Base['claims'] = new Map();
  const entries = (await source.list([records, sops])).filter((entry) => entry.kind === 'file');
  await Promise.all(
    entries.map(async ({ path }) => {
      const isSop = path.startsWith(`${sops}/`);
      if (!(isSop ? path.endsWith('.md') : /\.ya?ml$/u.test(path))) return;
      const bytes = await source.read(path);
      if (!isSop) hashes.set(path, createHash('sha256').update(bytes).digest('hex'));
      const claim = isSop ? getClaim(path, new TextDecoder().decode(bytes)) : undefined;
      if (claim) claims.set(claim.id, claim.maturity);
    }),
  );
  return { hashes, claims };
}

/** Where the base keeps its files: its own word, or a change that moves a folder would hide what it does to the files in it. */
async function readPaths(source: Source, after: Configuration): Promise<Configuration['paths']> {
  try {
    return (await loadConfiguration(source)).configuration.paths;
  } catch (error) {
    if (error instanceof ConfigurationError) return after.paths;
    throw error;
  }
}

/** Id and claim of an SOP. Thousands are looked at, so YAML is read as such only where a line alone does not tell. */
function getClaim(path: string, text: string): { id: string; maturity: Maturity } | undefined {
  const { yaml } = splitFrontMatter(text);
  if (yaml === undefined) return undefined;
  const maturity = /^maturity: (crawl|walk|run)\r?$/mu.exec(yaml)?.[1];
  const id = /^id: ([a-z0-9-]*[a-z][a-z0-9-]*)\r?$/mu.exec(yaml)?.[1];
  if (maturity !== undefined && id !== undefined) return { id, maturity: maturity as Maturity };
  const data = parseQuietly(yaml);
  const claimed = MATURITIES.find((level) => level === data.maturity);
  return claimed && { id: typeof data.id === 'string' ? data.id : getStem(path), maturity: claimed };
}

function parseQuietly(yaml: string): Record<string, unknown> {
  try {
    const data: unknown = parse(yaml, { logLevel: 'silent', maxAliasCount: 0 });
    return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
