import { loadConfiguration } from '../base/index.ts';
import type { SopFile } from '../model/document.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { readGaitFile } from '../read/file.ts';
import { createGitSource, GitError, resolveCommit } from '../read/git.ts';
import { readPastSops } from '../read/past-sops.ts';
import { UsageError } from './errors.ts';

/** The text of an SOP at a commit, as evidence names it. */
export interface FollowedText {
  commit: string;
  fingerprint: string;
  file: SopFile & { body: NonNullable<SopFile['body']> };
}

/** Which text was followed. */
export interface FollowedInput {
  root: string;
  configuration: Configuration;
  /** Revision as somebody typed it, or as a file says. */
  revision: string;
  path: string;
  ids: readonly string[];
  /** What the text must have, when somebody else has said so already. */
  fingerprint?: string;
}

/**
 * Reads the text that was followed from git objects, never from the work tree.
 * @throws {UsageError} when git does not have it, it cannot be read, or it has another fingerprint than expected.
 */
export async function readFollowed(input: FollowedInput): Promise<FollowedText> {
  const { root, revision, path, ids } = input;
  const commit = await resolveCommit(root, revision).catch((error: unknown) => {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(error.message, 'Is it fetched? A shallow clone holds no history.');
  });
  const configuration = await readConfigurationAt(root, commit, input.configuration);
  const [past] = await readPastSops(root, configuration.paths.sops, [{ commit, path, ids }]);
  const id = ids[0] ?? '';
  if (!past) {
    throw new UsageError(
      `Unexpected revision \`${revision}\` without the SOP \`${id}\`, expected one that has it`,
      'Commit the SOP first, or name the revision whose text was followed.',
    );
  }
  const file = readGaitFile({ kind: 'sop', path: past.path, bytes: past.bytes, configuration });
  if (file.kind !== 'sop' || !file.body || file.fingerprint === undefined || file.body.steps.length === 0) {
    throw new UsageError(
      `Unexpected text of \`${past.path}\` at \`${revision}\`, expected an SOP with steps`,
      'Name a revision at which it validates.',
    );
  }
  if (input.fingerprint !== undefined && input.fingerprint !== file.fingerprint) {
    throw new UsageError(
      `Unexpected fingerprint \`${file.fingerprint}\` of \`${past.path}\` at \`${revision}\`, expected \`${input.fingerprint}\`, which was followed`,
      'Name the revision whose text was followed with --commit.',
    );
  }
  return { commit, fingerprint: file.fingerprint, file: { ...file, body: file.body } };
}

/** The configuration of that time, since titles of sections decide how a text is read; today's when there was none that can be used. */
async function readConfigurationAt(root: string, commit: string, otherwise: Configuration): Promise<Configuration> {
  try {
    return (await loadConfiguration(await createGitSource(root, commit))).configuration;
  } catch {
    return otherwise;
  }
}
