import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Configuration } from '../model/schema/configuration.ts';
import { getRepositoryLinks } from '../report/pages/repository.ts';

/**
 * Where the page of a rule is: on the git host when the knowledge base has the page and names its repository, the file itself
 * when it names none, nowhere when it has no such page.
 */
export function createRuleUrls(
  root: string,
  configuration: Configuration | undefined,
): (code: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  const find = (code: string): string | undefined => {
    if (!configuration || !/^[a-z0-9-]+$/u.test(code)) return undefined;
    const file = `${configuration.paths.guide}/rules/${code}.md`;
    if (!existsSync(path.join(root, file))) return undefined;
    return getRepositoryLinks(configuration, file)?.view ?? file;
  };
  return (code) => {
    if (!known.has(code)) known.set(code, find(code));
    return known.get(code);
  };
}
