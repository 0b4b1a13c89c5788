import path from 'node:path';
import type { Configuration } from '../../model/schema/configuration.ts';
import {
  SAFE_FRONT_MATTER,
  type FrontMatterInput,
  type FrontMatterOutput,
} from '../../read/docusaurus-front-matter.ts';
import { getPageProblemLink } from '../../report/pages/problem.ts';
import { getRepositoryLinks } from '../../report/pages/repository.ts';
import { PAGE_LINKS, parseFrontMatter } from './front-matter.ts';

/** Addresses of a standard or a page of the guide on the git host, besides the one that content-docs knows. */
export interface PageLinks {
  history: string;
  problem: string;
}

/**
 * `markdown.parseFrontMatter` that also tells each page where its history is read and a problem of it reported. An author cannot
 * set these: the parser drops the key.
 */
export function parseWithPageLinks(input: {
  configuration: Configuration;
  absoluteRoot: string;
}): (input: FrontMatterInput) => Promise<FrontMatterOutput> {
  const { configuration, absoluteRoot } = input;
  const parse = async (page: FrontMatterInput): Promise<FrontMatterOutput> => {
    const { frontMatter, content } = await parseFrontMatter(page);
    const file = path.relative(absoluteRoot, page.filePath).split(path.sep).join('/');
    const links = getLinks(configuration, file);
    return { frontMatter: { ...frontMatter, ...(links && { [PAGE_LINKS]: links }) }, content };
  };
  return Object.assign(parse, { [SAFE_FRONT_MATTER]: true as const });
}

function getLinks(configuration: Configuration, file: string): PageLinks | undefined {
  const history = getRepositoryLinks(configuration, file)?.history;
  const problem = getPageProblemLink(configuration, file);
  return history === undefined || problem === undefined ? undefined : { history, problem };
}
