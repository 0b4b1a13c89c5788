import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '@docusaurus/types';
import { CONFIGURATION_FILE } from '../base/load.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { parseConfiguration } from '../read/configuration.ts';
import { PATHS } from '../report/pages/paths.ts';
import { getProposalForm } from '../report/pages/proposal.ts';
import { preprocess } from './markdown/front-matter.ts';
import { getDocsParts, toDocsPlugin } from './markdown/docs-parts.ts';
import { parseWithPageLinks } from './markdown/page-links.ts';
import { toTerminalText } from './terminal.ts';

/** What a site says about itself. */
export interface GaitSiteOptions {
  /** Name of the site; that of `gait.config.yaml` when left out. */
  title?: string;
  tagline?: string;
  /** Where the site is published: `https://sops.example.org`. */
  url: string;
  /** Folder below `url`, with a slash at both ends. */
  baseUrl?: string;
  /** Absolute folder of the site; the current one when left out. */
  siteDir?: string;
  /** Folder of the knowledge base, relative to the site. */
  root?: string;
  /** What errors of the validator, and links that lead nowhere, do to a build. */
  onError?: 'throw' | 'warn';
  /** Day for everything that depends on time, YYYY-MM-DD; the day of the commit when left out. */
  asOf?: string;
  /** Files of styles of your own, relative to the site. */
  customCss?: string[];
  favicon?: string;
  /** Shown beside the name of the site; a path below `static/`. */
  logo?: string;
}

/**
 * Composes the configuration of Docusaurus: Gait for SOPs and everything made of them, content-docs for standards and guide, both
 * as plain Markdown that never runs. See the `docusaurus` folder's `guard.ts` for what must not be changed.
 */
export function createGaitSite(options: GaitSiteOptions): Config {
  const { root = '.', onError = 'throw', asOf, baseUrl = '/' } = options;
  checkAddress(options.url, baseUrl);
  const siteDir = options.siteDir ?? process.cwd();
  const absoluteRoot = path.resolve(siteDir, root);
  const configuration = readConfiguration(absoluteRoot);
  const parts = getDocsParts(configuration, absoluteRoot);
  return {
    title: options.title ?? configuration.title,
    tagline: options.tagline,
    url: options.url,
    baseUrl,
    favicon: options.favicon,
    trailingSlash: true,
    baseUrlIssueBanner: false,
    // The 404 page has no data of its own.
    customFields: { gaitProposal: getProposalForm(configuration) ?? null },
    onBrokenLinks: onError,
    onBrokenAnchors: onError,
    onDuplicateRoutes: onError,
    future: { v4: true, faster: true },
    markdown: {
      format: 'md',
      parseFrontMatter: parseWithPageLinks({ configuration, absoluteRoot }),
      preprocessor: preprocess,
      emoji: false,
      mdx1Compat: { headingIds: true, comments: false, admonitions: false },
      hooks: { onBrokenMarkdownLinks: onError, onBrokenMarkdownImages: onError },
    },
    presets: [
      [
        'classic',
        {
          docs: false,
          blog: false,
          theme: options.customCss ? { customCss: options.customCss } : {},
          sitemap: { lastmod: null },
        },
      ],
    ],
    plugins: [
      ...parts.map((part) => toDocsPlugin({ part, configuration, absoluteRoot, root })),
      ['docusaurus-plugin-gait', { root, onError, ...(asOf !== undefined && { asOf }) }],
    ],
    themeConfig: {
      colorMode: { respectPrefersColorScheme: true },
      docs: { sidebar: { hideable: true } },
      navbar: {
        title: options.title ?? configuration.title,
        ...(options.logo !== undefined && { logo: { alt: '', src: options.logo } }),
        items: [
          { to: PATHS.sops, label: 'SOPs' },
          { to: PATHS.controls, label: 'Controls' },
          { to: PATHS.automations, label: 'Automations' },
          { to: PATHS.scoreboard, label: 'Reports', activeBasePath: '/reports/' },
          ...parts.map(({ id, label }) => ({
            type: 'docSidebar',
            sidebarId: 'defaultSidebar',
            docsPluginId: id,
            label,
          })),
        ],
      },
      footer: {
        links: [
          { to: PATHS.scoreboard, label: 'Scoreboard' },
          { to: PATHS.maturity, label: 'Maturity' },
          { to: PATHS.coverage, label: 'Coverage' },
          { to: PATHS.findings, label: 'Findings' },
          { to: PATHS.exceptions, label: 'Exceptions' },
          { to: PATHS.schedule, label: 'Schedule' },
          ...(configuration.repository ? [{ href: configuration.repository.url, label: 'Source' }] : []),
        ],
      },
    },
  };
}

/** @throws {Error} when the site's address could not be one. */
function checkAddress(url: string, baseUrl: string): void {
  if (!/^https?:\/\/[^/\s?#]+$/u.test(url)) {
    throw new Error(`Unexpected url \`${url}\`, expected an address without a path, such as https://sops.example.org`);
  }
  if (!/^\/(?:[A-Za-z0-9._~-]+\/)*$/u.test(baseUrl)) {
    throw new Error(`Unexpected baseUrl \`${baseUrl}\`, expected a path with a slash at both ends, such as /sops/`);
  }
}

/** @throws {Error} with what is wrong in `gait.config.yaml`. */
function readConfiguration(root: string): Configuration {
  const file = path.join(root, CONFIGURATION_FILE);
  if (!existsSync(file))
    throw new Error(`Unexpected absence of ${file}, expected the configuration of a knowledge base`);
  const { configuration, diagnostics } = parseConfiguration(readFileSync(file));
  if (!configuration) throw new Error(`${CONFIGURATION_FILE} cannot be used\n${toTerminalText({ root, diagnostics })}`);
  return configuration;
}
