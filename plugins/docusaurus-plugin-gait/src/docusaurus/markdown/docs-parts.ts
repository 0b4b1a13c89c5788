import path from 'node:path';
import type { PluginConfig } from '@docusaurus/types';
import type { Configuration } from '../../model/schema/configuration.ts';
import { getRepositoryLinks } from '../../report/pages/repository.ts';
import { guardLinks } from './guard-links.ts';
import { highlightCode } from './highlight-code.ts';
import { findPageFiles } from './page-files.ts';

/** A part of the docs that content-docs serves. */
export interface DocsPart {
  id: string;
  label: string;
  /** Relative to the root of the knowledge base. */
  folder: string;
  /** Where it is served, below the base URL. */
  routeBasePath: string;
  /** Globs for what is not read. */
  exclude: string[];
}

/** Standards and guide, as far as there are any pages. They are served where their folder lies below `docs`. */
export function getDocsParts({ paths: { docs, standards, guide } }: Configuration, absoluteRoot: string): DocsPart[] {
  const parts = [
    { id: 'standards', label: 'Standards', folder: standards },
    { id: 'guide', label: 'Guide', folder: guide },
  ];
  return parts.flatMap((part) => {
    const files = findPageFiles(path.join(absoluteRoot, part.folder));
    if (!files?.hasPages) return [];
    return [{ ...part, routeBasePath: path.posix.relative(docs, part.folder), exclude: files.exclude }];
  });
}

/** The plugin that serves one part, as plain Markdown that never runs. */
export function toDocsPlugin(input: {
  part: DocsPart;
  configuration: Configuration;
  absoluteRoot: string;
  root: string;
}): PluginConfig {
  const { part, configuration, absoluteRoot, root } = input;
  const { docs, sops, standards, guide } = configuration.paths;
  return [
    '@docusaurus/plugin-content-docs',
    {
      id: part.id,
      path: path.posix.join(root, part.folder),
      routeBasePath: part.routeBasePath,
      include: ['**/*.md'],
      exclude: ['**/_*.md', ...part.exclude],
      numberPrefixParser: false,
      editUrl: ({ docPath }: { docPath: string }) =>
        getRepositoryLinks(configuration, `${part.folder}/${docPath}`)?.edit,
      // Functions: what they hold stays out of the configuration that goes into the bundles.
      beforeDefaultRemarkPlugins: [() => guardLinks({ root: absoluteRoot, docs, sops, standards, guide })],
      rehypePlugins: [highlightCode],
    },
  ];
}
