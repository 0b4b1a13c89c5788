import { CONFIGURATION_FILE } from '../base/load.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { BUILD_OF_GAIT } from './build.ts';
import { ConfigurationError, createContentCaches, loadContent, type Content } from './content.ts';
import type { Options } from './options.ts';
import type { LoadedPages } from './plugin.ts';
import { toTerminalBrief, toTerminalText } from './terminal.ts';
import { toVisibleLine } from '../write/visible.ts';
import { readVersion } from './version.ts';

/** From this many files on, a build says how far it has read. */
const LONG = 500;

/** What to load, and how strictly. */
export interface LoaderInput extends Pick<Options, 'asOf' | 'onError'> {
  /** Absolute folder of the knowledge base. */
  root: string;
  url: string;
  baseUrl: string;
  isDevelopment: boolean;
}

/**
 * Creates what loads the pages of a site and says what is wrong with its files. It validates and renders from one parse, so
 * `gait build` leaves both to it. Errors stop a build: the process ends with 1, or with 2 for a configuration that cannot be used.
 */
export function createLoader({
  root,
  url,
  baseUrl,
  isDevelopment,
  asOf,
  onError,
}: LoaderInput): () => Promise<LoadedPages> {
  const isBuildOfGait = process.env[BUILD_OF_GAIT] !== undefined;
  let caches: ReturnType<typeof createContentCaches> | undefined;
  let before: Content | undefined;

  async function load(): Promise<LoadedPages> {
    caches ??= createContentCaches(root, isDevelopment);
    const content = await loadContent({
      root,
      url,
      baseUrl,
      asOf: asOf ?? process.env.GAIT_AS_OF,
      showsDiagnostics: isDevelopment,
      ...(await caches),
      onProgress: createProgress(),
    }).catch((error: unknown) => {
      if (!(error instanceof ConfigurationError)) throw error;
      process.stderr.write(toTerminalText({ root, diagnostics: error.diagnostics, secrets: error.secrets }));
      return fail(2, `${CONFIGURATION_FILE} cannot be used`);
    });
    const { result, pages, assets, files, offline, unread, hidden, findingsDigest, head } = content;
    if (hidden !== undefined) process.stderr.write(`${hidden}\n`);
    // Standards and guide are rendered from the files themselves, so a credential would be published: no setting lets one pass.
    const isFatal =
      !isDevelopment &&
      result.diagnostics.some((one) => isError(one) && (onError === 'throw' || one.rule === 'secret'));
    if (isFatal || onError === 'warn' || isDevelopment) {
      print(before ? getChanged(before, content) : result.diagnostics, content);
    } else if (isBuildOfGait) {
      process.stdout.write(toTerminalBrief({ root, diagnostics: result.diagnostics, result }));
    }
    if (isFatal) await fail(1, 'The site was not built. Mend the errors first.');
    if (isDevelopment) before = content;
    for (const { source, index, message } of unread)
      process.stderr.write(
        `${toVisibleLine(source)}${index === undefined ? '' : `, entry ${index}`}: ${toVisibleLine(message)}\n`,
      );
    return {
      pages,
      assets,
      files,
      offline,
      facts: {
        commit: head?.commit ?? null,
        asOf: result.base.asOf,
        findings: findingsDigest,
        version: readVersion(),
        offline: offline.isOn,
      },
    };
  }

  function print(diagnostics: Diagnostic[], { result }: Content): void {
    process.stderr.write(`${isBuildOfGait ? '' : '\n'}${toTerminalText({ root, diagnostics, result })}`);
  }

  return load;
}

/** A line at every quarter of a long read; nothing for a short one. */
function createProgress(): (done: number, total: number) => void {
  let quarter = 0;
  return (done, total) => {
    const reached = Math.floor((done / total) * 4);
    if (total < LONG || reached <= quarter) return;
    quarter = reached;
    process.stdout.write(`Read ${done} of ${total} files\n`);
  };
}

/** Everything has been said; a stack would only hide it. Within Docusaurus alone, an error is the way to stop it. */
async function fail(code: number, message: string): Promise<never> {
  if (process.env[BUILD_OF_GAIT] !== undefined) {
    process.stdout.write(`${message}\n`);
    // What a slow reader of a pipe has not taken yet would be lost.
    await Promise.all(
      [process.stdout, process.stderr].map((stream) => new Promise((taken) => stream.write('', taken))),
    );
    process.exit(code);
  }
  throw new Error(message);
}

/** What is said about files that were saved, and what was not said before: about another file, say, that linked to one. */
function getChanged(before: Content, now: Content): Diagnostic[] {
  const said = new Set(before.result.diagnostics.map((one) => JSON.stringify(one)));
  const { files } = now.result.base;
  return now.result.diagnostics.filter((one) => {
    const isSaved = files.get(one.file)?.hash !== before.result.base.files.get(one.file)?.hash;
    return isSaved || !said.has(JSON.stringify(one));
  });
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
