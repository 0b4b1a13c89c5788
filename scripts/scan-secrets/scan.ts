import type { Context, Finding } from 'docusaurus-plugin-gait/automation';
import { isExcepted } from 'docusaurus-plugin-gait/automation';

/** The control and the checks that an exception may name. */
export const SUBJECTS = ['secure-devops@1#secrets', 'aws-well-architected-security@2023-04-10#SEC02-BP03'];

/** What the scanner says of one text: the secrets are not among it. */
interface Found {
  path: string;
  object?: string;
  messages: { rule: string; message: string; line: number }[];
}

/** What a scan of source, history and artefact found. */
export interface Scan {
  revision: string;
  /** Texts of the history, and files of the artefact. */
  texts: number;
  files: number;
  history: Finding[];
  artefact: Finding[];
}

/**
 * Scans everything that git and the folder of the artefact hold.
 * @throws Error when the history is not whole, or the artefact's folder is empty.
 */
export async function scan({ tools, files, inputs, exceptions }: Context): Promise<Scan> {
  const folder = inputs.artefact ?? '.';
  const paths = await files.list(folder);
  if (paths.length === 0)
    throw new Error(`Unexpected folder \`${folder}\`, expected files in it that git does not ignore`);
  const history = JSON.parse((await tools.run('secretlint-history', ['.'])).output) as {
    revision: string;
    isShallow: boolean;
    scanned: number;
    found: Found[];
  };
  if (history.isShallow)
    throw new Error('Unexpected shallow clone, expected the full history: `git fetch --unshallow`');
  const artefact = JSON.parse((await tools.run('secretlint', paths)).output) as Found[];
  const isOpen = ({ path }: Found): boolean => !isExcepted(exceptions, SUBJECTS, path);
  return {
    revision: history.revision,
    texts: history.scanned,
    files: paths.length,
    history: history.found.filter(isOpen).map((found) => toFinding('history', found)),
    artefact: artefact.filter(isOpen).map((found) => toFinding('artefact', found)),
  };
}

function toFinding(where: 'history' | 'artefact', { path, object, messages }: Found): Finding {
  const kinds = messages.map(({ message, line }) => `${message} in line ${line}`).join(', ');
  return {
    id: `${where}/${object ?? path}`,
    resource: path,
    what: `${path} holds what looks like a secret: ${kinds}`,
    advice:
      object === undefined
        ? 'Revoke it first, then take it out; a test value that opens nothing gets an exception that names the file'
        : `Revoke it first; \`git log --all --find-object=${object}\` says who brought it in, and when`,
  };
}
