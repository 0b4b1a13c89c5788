import { runGit } from './git-run.ts';

/** An object of git that is a file: its id and its bytes. */
export interface Blob {
  oid: string;
  bytes: Uint8Array;
}

/**
 * The whole ids of commits that may be shortened, without those that git does not have or that are ambiguous; one process.
 * @throws {GitError} when git is not there or this is no checkout.
 */
export async function resolveCommits(root: string, names: readonly string[]): Promise<string[]> {
  const lines = names.filter((name) => !name.includes('\n')).map((name) => `${name}^{commit}\n`);
  if (lines.length === 0) return [];
  const output = await runGit({ root, args: ['cat-file', '--batch-check'], input: lines.join('') });
  return output
    .toString()
    .split('\n')
    .flatMap((line) => /^([0-9a-f]+) commit \d+$/u.exec(line)?.[1] ?? []);
}

/**
 * Reads many files from git objects with one process. A name is anything that git resolves (`4c1f…:./docs/sops/x.md`, an object's id);
 * the answers stand in the order of the names, undefined for what is not there or is no file.
 * @throws {GitError} when git is not there or this is no checkout.
 */
export async function readObjects(root: string, names: readonly string[]): Promise<(Blob | undefined)[]> {
  // A line is a name, so a name with a line feed cannot be asked for.
  const askable = names.filter((name) => !name.includes('\n'));
  if (askable.length === 0) return names.map(() => undefined);
  const output = await runGit({ root, args: ['cat-file', '--batch'], input: `${askable.join('\n')}\n` });
  const answers: (Blob | undefined)[] = [];
  for (let at = 0; answers.length < askable.length;) {
    const newline = output.indexOf(10, at);
    if (newline < 0) break;
    const header = output.subarray(at, newline).toString();
    at = newline + 1;
    const [, oid = '', type, size = '0'] = /^([0-9a-f]+) (\w+) (\d+)$/u.exec(header) ?? [];
    if (type === undefined) {
      answers.push(undefined);
      continue;
    }
    answers.push(type === 'blob' ? { oid, bytes: output.subarray(at, at + Number(size)) } : undefined);
    at += Number(size) + 1;
  }
  const byName = new Map(askable.map((name, index) => [name, answers[index]]));
  return names.map((name) => byName.get(name));
}
