import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { getAutomationPath, getControlPath, getDocPath, getSopPath } from '../report/pages/paths.ts';
import { findPublishedFile } from './published.ts';
import { readPending, type PendingAddress } from './render/address.ts';

/** Folder of published files below the base URL. */
export const ASSETS_PATH = 'assets/gait/';

/** Turns pending addresses into those of the site, and notes which files they publish. */
export interface LinkResolver {
  /** Undefined when the address leads nowhere or to what must not be published. Other addresses come back as they are. */
  resolve(address: string): string | undefined;
  /** Published files: name below {@link ASSETS_PATH} to absolute path. */
  assets: Map<string, string>;
}

/** What {@link createLinkResolver} gets. `root` is absolute. */
export interface LinkResolverInput {
  base: KnowledgeBase;
  root: string;
  baseUrl: string;
}

/** Resolves addresses by file path, against one state of the knowledge base. */
export function createLinkResolver({ base, root, baseUrl }: LinkResolverInput): LinkResolver {
  const assets = new Map<string, string>();
  const { docs, sops, standards, guide } = base.configuration.paths;
  const idByFile = new Map([...base.sops.values()].map((sop) => [sop.file.path, sop.id]));

  function toPath(target: PendingAddress): string | undefined {
    switch (target.kind) {
      case 'control':
        return base.controls.has(target.name) ? getControlPath(target.name) : undefined;
      case 'automation':
        return base.automations.has(target.name) ? getAutomationPath(target.name) : undefined;
      case 'file': {
        const anchor = target.anchor ? `#${encodeURIComponent(target.anchor)}` : '';
        const page = toPagePath(target.path);
        return page === undefined ? toAsset(target.path) : page + anchor;
      }
    }
  }

  function toPagePath(file: string): string | undefined {
    const id = idByFile.get(file);
    if (id !== undefined) return getSopPath(id);
    const found = base.files.get(file);
    if (found?.kind !== 'standard' && found?.kind !== 'guide') return undefined;
    const slug = found.kind === 'guide' ? found.frontMatter.data.slug : undefined;
    return slug === undefined ? getDocPath(file, docs) : toSlugPath(getDocPath(file, docs), slug);
  }

  function toAsset(file: string): string | undefined {
    const absolute = findPublishedFile({ root, folders: [docs, sops, standards, guide], file });
    if (absolute === undefined) return undefined;
    const { name, ext } = path.posix.parse(file);
    const hash = createHash('sha256').update(readFileSync(absolute)).digest('hex').slice(0, 8);
    const asset = `${name.toLowerCase().replace(/[^a-z0-9]+/gu, '-')}-${hash}${ext.toLowerCase()}`;
    assets.set(asset, absolute);
    return `/${ASSETS_PATH}${asset}`;
  }

  return {
    assets,
    resolve(address) {
      const target = readPending(address);
      if (!target) return address;
      const found = toPath(target);
      return found === undefined ? undefined : baseUrl + found.slice(1);
    },
  };
}

/** A slug is absolute within its part of the docs (`/guide/`), or takes the place of the file's own name. */
function toSlugPath(docPath: string, slug: string): string {
  const [, part = ''] = docPath.split('/');
  const folder = slug.startsWith('/') ? `/${part}` : path.posix.dirname(docPath);
  return `${path.posix.join(folder, slug)}/`.replace(/\/+$/u, '/');
}
