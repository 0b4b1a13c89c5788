import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadContent } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/content.ts';
import type { SopPageData } from '../../plugins/docusaurus-plugin-gait/src/report/pages/sop.ts';
import { EXAMPLE_SITE, SOP, recordWith, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { commitAll, writeFiles } from '../cli/support.ts';
import { createBase } from '../unit/report-support.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

it('a page tells what changed since each earlier text that git has, and nothing where git does not have it', async () => {
  const root = await mkdtemp(join(tmpdir(), 'gait-history-'));
  folders.push(root);
  const before = walkSopWith();
  const fingerprint = createBase({ [SOP]: before }).sops.get('rotate-key')?.file.fingerprint ?? '';
  writeFiles(root, { ...EXAMPLE_SITE, [SOP]: before });
  const commit = commitAll(root);
  const toRecord = (id: string, changes: Record<string, string>): Record<string, string> => ({
    [`records/rotate-key/${id}.yaml`]: recordWith({ id, fingerprint: `'${fingerprint}'`, ...changes }),
  });
  writeFiles(root, {
    [SOP]: walkSopWith({ sections: { Procedure: '1. Confirm the account. {#confirm-account}' } }),
    ...toRecord('2026-11-02-aaaaaa', { commit: `'${commit}'` }),
    // Another text than the commit holds: whoever wrote it is not believed.
    ...toRecord('2026-11-02-bbbbbb', { commit: `'${commit}'`, fingerprint: "'g1-0000000000000000'" }),
    ...toRecord('2026-11-02-cccccc', { commit: `'${'0'.repeat(40)}'`, fingerprint: "'g1-1111111111111111'" }),
  });
  commitAll(root, 'Shorten');
  const { pages } = await loadContent({
    root,
    url: 'https://sops.example.org',
    baseUrl: '/',
    asOf: '2026-12-01',
    showsDiagnostics: false,
  });
  const page = pages.find(({ path }) => path === '/sops/rotate-key/');
  const { history } = page?.data as SopPageData;
  expect(history.rows).toHaveLength(3);
  expect(history.texts.map((text) => [text.fingerprint, text.steps.map(({ kind, id }) => `${kind} ${id}`)])).toEqual([
    [fingerprint, ['changed confirm-account', 'removed list-keys']],
  ]);
});
