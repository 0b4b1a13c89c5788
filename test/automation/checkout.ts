import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { JournalEntry } from '../../plugins/docusaurus-plugin-gait/src/automation/journal.ts';
import { GaitRecord } from '../../plugins/docusaurus-plugin-gait/src/model/schema/record.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A clone of this knowledge base in a temporary folder, with the automations and their SOPs, everything committed. */
export interface Checkout {
  root: string;
  /** Writes a file that is not committed. */
  write(path: string, text: string): void;
  /** Writes a file and commits it. */
  commit(path: string, text: string): void;
  /** Commits an exception `exceptions/<id>.yaml`, by default in force for ever. */
  grant(id: string, exception: { control: string; scope: string; expires?: string }): void;
  read(path: string): string;
  /** Records of an SOP, held against the schema, oldest first. */
  getRecords(sop: string): GaitRecord[];
  getJournal(run: string): JournalEntry[];
  /** Names under a folder; none when it does not exist. */
  list(folder: string): string[];
  remove(): void;
}

/** SOPs that a checkout of every test has. */
const SOPS = ['docs/sops/account-governance/review-iam-access.md', 'docs/sops/cloud-configuration/close-open-ssh.md'];

/** Makes a checkout from the files of this repository as they are: all automations, and their SOPs as far as `sops` names them. */
export function createCheckout(sops: readonly string[] = SOPS): Checkout {
  const root = mkdtempSync(join(tmpdir(), 'gait-run-'));
  for (const path of ['gait.config.yaml', 'scripts', ...sops]) {
    cpSync(join(ROOT, path), join(root, path), { recursive: true });
  }
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
      cwd: root,
      stdio: 'pipe',
    });
  };
  const save = (): void => {
    git('add', '-A');
    git('commit', '-q', '-m', 'state');
  };
  writeFileSync(join(root, '.gitignore'), '.gait/\n');
  git('init', '-q');
  save();
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const list = (folder: string): string[] => {
    try {
      return readdirSync(join(root, folder)).sort();
    } catch {
      return [];
    }
  };
  const write: Checkout['write'] = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const commit: Checkout['commit'] = (path, text) => {
    write(path, text);
    save();
  };
  return {
    root,
    read,
    list,
    write,
    commit,
    grant: (id, { control, scope, expires = '2999-12-31' }) =>
      commit(
        `exceptions/${id}.yaml`,
        `schema: 1\nid: ${id}\ncontrol: '${control}'\nscope: ${scope}\nreason: test\ngranted_by: test\n` +
          `granted_on: 2026-01-01\nexpires: ${expires}\n`,
      ),
    getRecords: (sop) =>
      list(`records/${sop}`)
        .map((name) => GaitRecord.parse(parse(read(`records/${sop}/${name}`))))
        .sort((a, b) => a.started_at.localeCompare(b.started_at)),
    getJournal: (run) =>
      read(`.gait/runs/${run}/journal.jsonl`)
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as JournalEntry),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
