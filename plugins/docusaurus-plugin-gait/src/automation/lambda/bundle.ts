import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RunError } from '../errors.ts';
import { SERVICES } from '../iam-actions/index.ts';
import type { Service } from '../iam-actions/index.ts';
import type { ServiceDefinition } from '../iam-actions/service.ts';
import { isAllowed } from '../permissions.ts';
import type { Manifest } from '../../model/schema/manifest.ts';
import type { Bundle } from './handler.ts';

/** What the runtime itself uses: identity, lock, messages, and the bucket for what is kept. */
const OWN: readonly Service[] = ['sts', 'ssm', 'sns', 's3'];

/** Never reached in a function: what reads a checkout. */
const CHECKOUT_ONLY = ['./origin.ts', './origin.js'];

/**
 * Bundles a function into one file, with the automation, the runtime and the SDK clients that its permissions can use. The same input gives
 * the same bytes.
 * @throws {RunError} when esbuild or a client is not installed, or the code does not build.
 */
export async function bundleHandler(root: string, bundle: Omit<Bundle, 'automation'>): Promise<string> {
  const { build } = await import('esbuild').catch(() => {
    throw new RunError(
      'Unexpected absence of the package `esbuild`, expected it to be installed',
      'Run `npm install esbuild`.',
    );
  });
  const { folder, manifest } = bundle.subject;
  const result = await build({
    stdin: { contents: toEntry(join(root, folder, 'automation.ts'), bundle), resolveDir: root, sourcefile: 'index.js' },
    absWorkingDir: root,
    alias: { 'docusaurus-plugin-gait/automation': getOwn('../index') },
    external: [...CHECKOUT_ONLY, ...getUnused(manifest)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    legalComments: 'none',
    // No comments: those of esbuild name folders of this machine.
    minify: true,
    keepNames: true,
    // Some packages are CommonJS, and ask for parts of Node in its way.
    banner: { js: "import{createRequire as gaitRequire}from'node:module';const require=gaitRequire(import.meta.url);" },
    logLevel: 'silent',
  }).catch((error: unknown) => {
    throw new RunError(`Unexpected error while bundling \`${manifest.name}\`: ${String(error)}`);
  });
  return result.outputFiles[0]?.text ?? '';
}

function toEntry(automation: string, bundle: Omit<Bundle, 'automation'>): string {
  return [
    `import * as automation from ${JSON.stringify(automation)};`,
    `import { createHandler } from ${JSON.stringify(getOwn('./handler'))};`,
    `export const handler = createHandler({ ...${JSON.stringify(bundle)}, automation });`,
  ].join('\n');
}

/** A file of this package as it lies here: compiled, or its source in tests. */
function getOwn(name: string): string {
  const path = fileURLToPath(new URL(`${name}.js`, import.meta.url));
  return existsSync(path) ? path : fileURLToPath(new URL(`${name}.ts`, import.meta.url));
}

/** SDK clients that the runtime would refuse to use for this manifest. */
function getUnused({ permissions }: Manifest): string[] {
  return Object.entries(SERVICES).flatMap(([service, definition]) => {
    const {
      package: name,
      commands,
    }: Pick<
      ServiceDefinition<unknown, Record<string, { actions: readonly string[] }>>,
      'package' | 'commands'
    > = definition;
    const isUsed =
      OWN.includes(service as Service) ||
      Object.values(commands).some(({ actions }) => actions.every((action) => isAllowed({ action }, permissions)));
    return isUsed ? [] : [name];
  });
}
