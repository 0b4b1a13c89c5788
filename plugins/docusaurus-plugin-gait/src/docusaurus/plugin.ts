import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { Page } from '../report/pages/page.ts';
import { checkSiteConfig } from './guard.ts';
import type { Options } from './options.ts';
import { createRecordStore } from './records.ts';
import { COLLAPSE_INTO, getPattern } from './routes/pattern.ts';

/** Name of the plugin: of its package, and of its folder among the generated files. */
export const PLUGIN_NAME = 'docusaurus-plugin-gait';

/** What the site is made of. */
export interface SiteContent {
  pages: Page[];
}

/** What loads the content, and what happens after a build. */
export interface PluginParts {
  loadContent(): Promise<SiteContent>;
  /** Files and folders whose change makes the development server load again, absolute. */
  getPathsToWatch(): string[];
  postBuild?: Plugin<SiteContent>['postBuild'];
}

/** Component of every page; it picks the one for the page's kind. */
const COMPONENT = '@theme/GaitPage';

/**
 * The plugin as Docusaurus sees it: lifecycle wiring alone. Every page is a concrete route for the server side and a record on
 * disk; inside the bundles one route stands for all pages of a kind (see `routes/`), so scripts do not grow with the pages.
 */
export function createPlugin(context: LoadContext, options: Options, parts: PluginParts): Plugin<SiteContent> {
  checkSiteConfig(context.siteConfig);
  const { baseUrl, generatedFilesDir } = context;
  const folder = path.join(generatedFilesDir, PLUGIN_NAME, options.id);
  const records = path.join(folder, 'pages');
  const revision = path.join(folder, 'revision.js');
  const store = createRecordStore(records);
  let revisionNumber = 0;

  return {
    name: PLUGIN_NAME,
    getThemePath: () => resolve('../theme'),
    getPathsToWatch: () => parts.getPathsToWatch(),
    loadContent: () => parts.loadContent(),

    async contentLoaded({ content, actions }) {
      const changed = await store.write(content.pages);
      if (changed.length > 0) await writeRevision(revision, revisionNumber++);
      for (const page of content.pages) {
        actions.addRoute({
          path: baseUrl + page.path.slice(1),
          exact: true,
          component: COMPONENT,
          [COLLAPSE_INTO]: baseUrl + getPattern(page.path).slice(1),
        });
      }
    },

    configureWebpack(_, isServer, { currentBundler }) {
      const isDevelopment = process.env.NODE_ENV !== 'production';
      return {
        module: {
          rules: [
            {
              enforce: 'pre',
              include: ['routes.js', 'routesChunkNames.json'].map((name) => path.join(generatedFilesDir, name)),
              use: [{ loader: resolve('./routes/loader.js') }],
            },
          ],
        },
        resolve: {
          alias: {
            '@gait/source$': resolve(`../theme/gait-data/source.${isServer ? 'server' : 'client'}.js`),
            '@gait/revision$': isDevelopment ? revision : resolve('../theme/gait-data/revision.js'),
          },
        },
        plugins: isServer ? [new currentBundler.instance.DefinePlugin({ GAIT_RECORDS: JSON.stringify(records) })] : [],
        ...(isDevelopment && {
          devServer: { static: [{ directory: records, publicPath: `${baseUrl}__gait/`, watch: false }] },
        }),
      };
    },

    ...(parts.postBuild && { postBuild: parts.postBuild }),
  };
}

/** A module of the package, beside this one once compiled. */
function resolve(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

async function writeRevision(file: string, number: number): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `export default ${number};\n`);
}
