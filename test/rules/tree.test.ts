import { describe, expect, it } from 'vitest';
import { loadKnowledgeBase } from '../../plugins/docusaurus-plugin-gait/src/base/index.ts';
import { compareDiagnostics } from '../../plugins/docusaurus-plugin-gait/src/model/diagnostic.ts';
import { createMemorySource } from '../../plugins/docusaurus-plugin-gait/src/read/memory.ts';
import { EXAMPLE_DAY, EXAMPLE_SITE } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { RULES } from '../../plugins/docusaurus-plugin-gait/src/rules/index.ts';
import type { NotOkExample } from '../../plugins/docusaurus-plugin-gait/src/rules/rule.ts';
import { changeSettings, loadBefore, toAddedBy, type Files } from './support.ts';

const CONFIGURATION = 'gait.config.yaml';
const CODEOWNERS = '.github/CODEOWNERS';

/** Fits every example: a walk must be earned, an area requires an SOP that nobody has written, and the owner has a team. */
const SETTINGS = changeSettings(`policy: {walk: {records: 1}}
areas: [{key: operations, title: Operations, requires: [nobody-wrote-this]}]
owners: {platform: {name: Platform team, contact: 'https://chat.example.com/platform', github: '@example/platform'}}`);

const EXAMPLES = RULES.flatMap((rule) => rule.meta.notOk);
const DAYS = [...new Set(EXAMPLES.map((example) => example.asOf ?? EXAMPLE_DAY))].sort();

/** Every name of the example site made one of its own, so that a hundred such sites lie side by side. */
function rename(text: string, at: number): string {
  return text
    .replace(/\b(rotate|renew|revoke|change|old-build)-(key)/giu, `$1-k${at}-$2`)
    .replace(/\bcis-aws/gu, `cis-k${at}-aws`)
    .replace(/\baccess\.md/gu, `access-k${at}.md`)
    .replace(/^id: access$/gmu, `id: access-k${at}`)
    .replace(/\bguide\/page\b/gu, `guide/page-k${at}`)
    .replace(/\bk3f9qa\b/gu, `k${String(at).padStart(5, '0')}`);
}

function renameFiles(files: Files, at: number): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      rename(path, at),
      typeof content === 'string' ? rename(content, at) : content,
    ]),
  );
}

/** One tree with every example; `pick` says which state of it. */
function toTree(pick: (example: NotOkExample) => Files): Files {
  const { [CONFIGURATION]: _, ...site } = EXAMPLE_SITE;
  const trees = EXAMPLES.map((example, at) => renameFiles({ ...site, ...pick(example) }, at));
  // A repository has one such file, of which the last row decides: the rows of all examples, the first example's last.
  const owners = trees.flatMap(({ [CODEOWNERS]: rows }) => rows ?? []).reverse();
  return { ...(Object.assign({}, ...trees) as Files), [CONFIGURATION]: SETTINGS, [CODEOWNERS]: owners.join('') };
}

describe('one tree with every not-ok example', async () => {
  const files = toTree((example) => example.files);
  const symlinks = EXAMPLES.flatMap((example, at) => (example.symlinks ?? []).map((path) => rename(path, at)));
  const base = await loadBefore(toTree((example) => example.before ?? example.files));
  const authors = EXAMPLES.flatMap((example, at) =>
    Object.entries(example.addedBy ?? {}).map(([path, author]) => [rename(path, at), author] as const),
  );
  const load = (asOf: string) =>
    loadKnowledgeBase({
      source: createMemorySource(files, symlinks),
      asOf,
      base,
      addedBy: toAddedBy(Object.fromEntries(authors)),
    });
  const results = await Promise.all(DAYS.map(load));

  it('is told of by every rule', () => {
    const told = new Set(results.flatMap((result) => result.diagnostics.map((one) => one.rule)));
    expect(RULES.map((rule) => rule.meta.code).filter((code) => !told.has(code))).toEqual([]);
  });

  it('reads every file all the same', () => {
    for (const { base: read } of results) expect(read.files.size).toBe(Object.keys(files).length - 1);
  });

  it('gives sorted diagnostics, each once', () => {
    for (const { diagnostics } of results) {
      expect(diagnostics).toEqual([...diagnostics].sort(compareDiagnostics));
      const lines = diagnostics.map((one) => JSON.stringify(one));
      expect(lines.filter((line, at) => lines.indexOf(line) !== at)).toEqual([]);
    }
  });

  it('gives the same the second time', async () => {
    const again = await load(DAYS[0] ?? EXAMPLE_DAY);
    expect(again.diagnostics).toEqual(results[0]?.diagnostics);
  });
});
