import { join } from 'node:path';
import { CONFIGURATION_FILE } from '../base/load.ts';
import type { Source } from '../base/source.ts';
import type { Automation } from './contract.ts';
import { getCommitOf } from './git.ts';
import { loadAutomation } from './module.ts';
import type { Origin } from './options.ts';
import { readSubject } from './subject.ts';
import type { Subject } from './subject.ts';

/** A run from a checkout: files as they are on disk, code loaded from there, and the commit that holds both. */
export function createCheckoutOrigin({ root, source, name }: { root: string; source: Source; name: string }): Origin {
  return {
    readSubject: () => readSubject(source, name),
    readCommit: (subject) => readSubjectCommit(root, subject),
    loadAutomation: ({ folder, manifest }: Subject): Promise<Automation<unknown>> =>
      loadAutomation(join(root, folder), { undo: manifest.impact.undo }),
  };
}

/**
 * The commit that holds an automation, its SOPs and the configuration as they are on disk.
 * @throws {RunError} as {@link getCommitOf}.
 */
export function readSubjectCommit(root: string, { sops, folder }: Subject): Promise<string> {
  return getCommitOf(root, [CONFIGURATION_FILE, ...sops.map(({ path }) => path), folder]);
}
