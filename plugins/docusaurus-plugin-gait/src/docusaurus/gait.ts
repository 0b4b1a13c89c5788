import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { Cache } from '../base/contract.ts';
import { CONFIGURATION_FILE } from '../base/load.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { QUIET_FAILURE } from './build.ts';
import { ConfigurationError, createContentCache, loadContent, type Content } from './content.ts';
import type { Options } from './options.ts';
import { createPlugin, type LoadedPages, type SiteContent } from './plugin.ts';
import { toTerminalText } from './terminal.ts';
import { readVersion } from './version.ts';

/** Folders that are watched, whatever the configuration calls them. */
const WATCHED = ['docs', 'controls', 'exceptions', 'records', 'scripts', CONFIGURATION_FILE];

/**
 * Gait as a plugin of Docusaurus.
 * @throws {Error} when the site's configuration would let Markdown run as code.
 */
export function createGait(context: LoadContext, options: Options): Plugin<SiteContent> {
  const root = path.resolve(context.siteDir, options.root);
  const isDevelopment = process.env.NODE_ENV !== 'production';
  let cache: Promise<Cache | undefined> | undefined;
  let before: Content | undefined;

  async function load(): Promise<LoadedPages> {
    cache ??= createContentCache(root, isDevelopment);
    const content = await loadContent({
      root,
      baseUrl: context.baseUrl,
      asOf: options.asOf ?? process.env.GAIT_AS_OF,
      showsDiagnostics: isDevelopment,
      cache: await cache,
    }).catch((error: unknown) => {
      if (!(error instanceof ConfigurationError)) throw error;
      process.stderr.write(toTerminalText({ root, diagnostics: error.diagnostics }));
      return fail(2, `${CONFIGURATION_FILE} cannot be used`);
    });
    const { result, pages, assets, head } = content;
    const isFatal = !isDevelopment && options.onError === 'throw' && result.diagnostics.some(isError);
    if (isFatal || options.onError === 'warn' || isDevelopment) {
      print(before ? getChanged(before, content) : result.diagnostics, content);
    }
    if (isFatal) fail(1, 'The knowledge base has errors: the site was not built');
    if (isDevelopment) before = content;
    return { pages, assets, facts: { commit: head?.commit ?? null, asOf: result.base.asOf, version: readVersion() } };
  }

  function print(diagnostics: Diagnostic[], { result }: Content): void {
    process.stderr.write(`\n${toTerminalText({ root, diagnostics, result })}`);
  }

  return createPlugin(context, options, {
    load,
    getPathsToWatch: () => WATCHED.map((name) => path.join(root, name)),
  });
}

/** Everything has been said; a stack would only hide it. Within Docusaurus alone, an error is the way to stop it. */
function fail(code: number, message: string): never {
  if (process.env[QUIET_FAILURE]) process.exit(code);
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
