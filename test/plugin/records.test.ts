import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createRecordStore,
  getRecordFile,
  toRecord,
} from '../../plugins/docusaurus-plugin-gait/src/docusaurus/records.ts';
import type { Page } from '../../plugins/docusaurus-plugin-gait/src/report/pages/page.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gait-records-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function page(path: string, html = ''): Page {
  return { kind: 'sop', path, title: path, description: '', data: {}, html: { body: html }, sources: [] };
}

it('keeps a record apart from the folder of pages below it', () => {
  expect(['/', '/controls/', '/controls/x/', '/controls/x/1/'].map(getRecordFile)).toEqual([
    ...['index.json', 'controls.json', 'controls/x.json', 'controls/x/1.json'],
  ]);
  expect(() => getRecordFile('/../../etc/passwd/')).toThrow('Unexpected page path');
});

it('tells the link checker of links to pages and of ids, and of nothing that only looks like one', () => {
  const html =
    '<h3 id="a">A</h3><p title="x > id=&#x22;no&#x22;">text href="/no/" <a href="/sops/b/?q=1&#x26;r=2#c" title="t">b</a> ' +
    '<a href="#d">d</a> <a href="/assets/gait/x.pdf">x</a> <a href="https://e.example/">e</a> <a href="mailto:a@b.example">m</a></p>';
  const { links, anchors } = toRecord(page('/sops/a/', html));
  expect(links).toEqual(['#d', '/sops/b/?q=1&r=2#c']);
  expect(anchors).toEqual(['a']);
});

it('writes what has changed, removes what is gone, and begins with an empty folder', async () => {
  await writeFile(join(folder, 'old.json'), '{}');
  const store = createRecordStore(folder);
  expect(store.write([page('/'), page('/sops/a/'), page('/sops/b/')])).toEqual(['/', '/sops/a/', '/sops/b/']);
  await expect(stat(join(folder, 'old.json'))).rejects.toThrow('ENOENT');
  const kept = join(folder, 'sops/a.json');
  await utimes(kept, 1, 1);
  expect(store.write([page('/'), page('/sops/a/'), page('/sops/c/')])).toEqual(['/sops/c/']);
  expect((await stat(kept)).mtimeMs).toBe(1000);
  await expect(stat(join(folder, 'sops/b.json'))).rejects.toThrow('ENOENT');
  expect(JSON.parse(await readFile(join(folder, 'sops/c.json'), 'utf8'))).toMatchObject({
    path: '/sops/c/',
    links: [],
  });
});

it('refuses two pages at one address', () => {
  expect(() => createRecordStore(folder).write([page('/sops/a/'), page('/sops/a/')])).toThrow('Unexpected second page');
});
