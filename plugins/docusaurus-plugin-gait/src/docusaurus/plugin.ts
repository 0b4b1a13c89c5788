import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadContext, Plugin, RouteConfig } from '@docusaurus/types';
import type { Page } from '../report/pages/page.ts';
import { PATHS } from '../report/pages/paths.ts';
import { writeFiles } from './files.ts';
import { finishBuild, type BuildFacts } from './finish.ts';
import { checkSiteConfig } from './guard.ts';
import { ASSETS_PATH } from './link-resolver.ts';
import { getMinimizers } from './minimize.ts';
import { writeOffline, type OfflinePlan } from './offline.ts';
import type { Options } from './options.ts';
import { keepLayers } from './post-css.ts';
import { createRecordStore } from './records.ts';
import { COLLAPSE_INTO, getPattern } from './routes/pattern.ts';
import { SEARCH_FOLDER, writeSearchIndex } from './search.ts';

/** Name of the plugin: of its package, and of its folder among the generated files. */
export const PLUGIN_NAME = 'docusaurus-plugin-gait';

/** Component of every page; it picks the one for the page's kind. */
const COMPONENT = '@theme/GaitPage';

const SOP_PATH = /^\/sops\/[^/]+\/$/u;

/** Client module of the classic theme that loads Prism. */
const CLASSIC_HIGHLIGHTER = /theme-classic[\\/]lib[\\/]prism-include-languages/u;

/** What one load gives. */
export interface LoadedPages {
  pages: Page[];
  /** Files to publish: name to absolute path. */
  assets: Map<string, string>;
  /** Files beside the pages: path below the base URL to text. */
  files: Map<string, string>;
  offline: OfflinePlan;
  facts: BuildFacts;
}

/** Where pages come from. */
export interface PageSource {
  load(): Promise<LoadedPages>;
  /** Files and folders whose change makes the development server load again, absolute. */
  getPathsToWatch(): string[];
}

/** What Docusaurus keeps of a load: addresses alone, the pages lie on disk. */
export interface SiteContent {
  paths: string[];
  assets: Map<string, string>;
  /** Files beside the pages: path below the base URL to absolute path. */
  files: Map<string, string>;
  offline: OfflinePlan;
  facts: BuildFacts;
}

/**
 * The plugin as Docusaurus sees it: lifecycle wiring alone. Every page is a concrete route for the server side and a record on
 * disk; inside the bundles one route stands for all pages of a kind (see `routes/`), so scripts do not grow with the pages.
 */
export function createPlugin(context: LoadContext, options: Options, source: PageSource): Plugin<SiteContent> {
  checkSiteConfig(context.siteConfig);
  const { baseUrl, generatedFilesDir } = context;
  const folder = path.join(generatedFilesDir, PLUGIN_NAME, options.id);
  const records = path.join(folder, 'pages');
  const assetsFolder = path.join(folder, 'assets');
  const filesFolder = path.join(folder, 'files');
  const revision = path.join(folder, 'revision.js');
  const store = createRecordStore(records);
  let revisionNumber = 0;

  return {
    name: PLUGIN_NAME,
    getThemePath: () => resolve('../theme'),
    getClientModules: () => [resolve('../theme/gait-look/index.js'), resolve('../theme/gait-offline/start.js')],
    getPathsToWatch: () => source.getPathsToWatch(),
    configurePostCss: keepLayers,

    async loadContent() {
      const { pages, assets, files, offline, facts } = await source.load();
      const changed = store.write(pages);
      if (changed.length > 0 || revisionNumber === 0) await writeRevision(revision, revisionNumber++);
      return {
        paths: pages.map((page) => page.path),
        assets: await copyAssets(assets, assetsFolder),
        files: await writeFiles(files, filesFolder),
        offline,
        facts,
      };
    },

    contentLoaded({ content, actions }) {
      for (const pagePath of content.paths) {
        actions.addRoute({
          path: baseUrl + pagePath.slice(1),
          exact: true,
          component: COMPONENT,
          [COLLAPSE_INTO]: baseUrl + getPattern(pagePath).slice(1),
        });
      }
    },

    configureWebpack(config, isServer, { currentBundler }) {
      const isDevelopment = process.env.NODE_ENV !== 'production';
      return {
        ...getCacheDependencies(config),
        ...(!isServer && !isDevelopment && getMinimizers(currentBundler)),
        // Node would take chunks that end in `.js` for strict modules when the site's package.json says so; they are not.
        ...(isServer && { output: { chunkFilename: 'assets/js/[name].[contenthash:8].cjs' } }),
        module: {
          rules: [
            {
              enforce: 'pre',
              include: ['routes.js', 'routesChunkNames.json'].map((name) => path.join(generatedFilesDir, name)),
              use: [{ loader: resolve('./routes/loader.js') }],
            },
            {
              // Generated files use `require.resolveWeak`, and the theme `module.hot`: neither is there in strict modules, which
              // they are when the package.json above them says `"type": "module"`.
              test: /\.jsx?$/u,
              include: [generatedFilesDir, resolve('../theme')],
              type: 'javascript/auto',
              resolve: { fullySpecified: false },
            },
          ],
        },
        resolve: {
          alias: {
            '@gait/source$': resolve(`../theme/gait-data/source.${isServer ? 'server' : 'client'}.js`),
            ...(isServer && { '@gait/pagefind$': resolve('./empty.js') }),
            '@gait/revision$': isDevelopment ? revision : resolve('../theme/gait-data/revision.js'),
          },
        },
        // Pagefind writes this module beside its index, after the bundles are made.
        ...(!isServer && { externals: { '@gait/pagefind': `import ${baseUrl}${SEARCH_FOLDER}/pagefind.js` } }),
        plugins: [
          // Code is highlighted when the site is built; the classic theme would hand every reader a highlighter.
          new currentBundler.instance.NormalModuleReplacementPlugin(CLASSIC_HIGHLIGHTER, resolve('./empty.js')),
          ...(isServer ? [new currentBundler.instance.DefinePlugin({ GAIT_RECORDS: JSON.stringify(records) })] : []),
        ],
        ...(isDevelopment && {
          devServer: {
            static: [
              { directory: records, publicPath: `${baseUrl}__gait/`, watch: false },
              { directory: assetsFolder, publicPath: baseUrl + ASSETS_PATH, watch: false },
              { directory: filesFolder, publicPath: baseUrl, watch: false },
            ],
          },
        }),
      };
    },

    injectHtmlTags() {
      const attributes = { rel: 'alternate', type: 'application/atom+xml', href: `${baseUrl}${PATHS.feed.slice(1)}` };
      return { headTags: [{ tagName: 'link', attributes: { ...attributes, title: context.siteConfig.title } }] };
    },

    async postBuild({ outDir, content, routes }) {
      const { assets, files, offline, facts, paths } = content;
      await finishBuild({
        outDir,
        baseUrl,
        facts,
        assets: new Map([...[...assets].map(([name, from]) => [ASSETS_PATH + name, from] as const), ...files]),
      });
      const documents = findDocuments(routes).map((address) => `/${address.slice(baseUrl.length)}`);
      await writeSearchIndex({ outDir, baseUrl, records, paths, documents });
      await writeOffline({
        outDir,
        baseUrl,
        plan: offline,
        sops: paths.filter((one) => SOP_PATH.test(one)),
        chunkNames: path.join(generatedFilesDir, 'routesChunkNames.json'),
      });
    },
  };
}

/** The bundler's cache between builds must not outlive a change of these modules, which it does not see by itself. */
function getCacheDependencies(config: object): object {
  const { experiments } = config as { experiments?: { cache?: unknown } };
  if (typeof experiments?.cache !== 'object') return {};
  const buildDependencies = ['./plugin.js', './routes/loader.js', './routes/collapse.js'].map(resolve);
  return { experiments: { cache: { buildDependencies } } };
}

/** Addresses of the pages that content-docs made of a file; what it makes of folders and tags only lists them. */
function findDocuments(routes: readonly RouteConfig[]): string[] {
  return routes.flatMap((route) => [
    ...(route.metadata?.sourceFilePath !== undefined && route.component === '@theme/DocItem' ? [route.path] : []),
    ...findDocuments(route.routes ?? []),
  ]);
}

/** A module of the package, beside this one once compiled. */
function resolve(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

async function writeRevision(file: string, number: number): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `export default ${number};\n`);
}

/** Copies published files aside, so that a build holds what was checked, whatever happens to the sources meanwhile. */
async function copyAssets(assets: ReadonlyMap<string, string>, folder: string): Promise<Map<string, string>> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const copies = new Map<string, string>();
  for (const [name, from] of assets) {
    copies.set(name, path.join(folder, name));
    await copyFile(from, path.join(folder, name));
  }
  return copies;
}
