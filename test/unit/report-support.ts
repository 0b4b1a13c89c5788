import { classify } from '../../plugins/docusaurus-plugin-gait/src/base/classify.ts';
import { joinKnowledgeBase } from '../../plugins/docusaurus-plugin-gait/src/base/join.ts';
import type { AddedBy, KnowledgeBase } from '../../plugins/docusaurus-plugin-gait/src/model/knowledge-base.ts';
import { parseConfiguration } from '../../plugins/docusaurus-plugin-gait/src/read/configuration.ts';
import { readGaitFile } from '../../plugins/docusaurus-plugin-gait/src/read/file.ts';
import {
  EXAMPLE_DAY,
  EXAMPLE_SITE,
  recordWith,
  walkSopWith,
} from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';

/** The example site with these files added or replaced, read and joined. */
export function createBase(
  files: Record<string, string> = {},
  { asOf = EXAMPLE_DAY, addedBy = {} }: { asOf?: string; addedBy?: Record<string, AddedBy> } = {},
): KnowledgeBase {
  const all = { ...EXAMPLE_SITE, ...files };
  const { configuration, diagnostics } = parseConfiguration(toBytes(all['gait.config.yaml'] ?? ''));
  if (!configuration) throw new Error(diagnostics.map((one) => one.message).join('\n'));
  const paths = Object.keys(all).filter((path) => path !== 'gait.config.yaml');
  return joinKnowledgeBase({
    configuration,
    asOf,
    addedBy: new Map(Object.entries(addedBy)),
    entries: paths.map((path) => ({ path, kind: 'file' })),
    files: paths.map((path) =>
      readGaitFile({
        path,
        kind: classify(path, configuration.paths),
        bytes: toBytes(all[path] ?? ''),
        configuration,
      }),
    ),
  });
}

/** A configuration of two areas and two owners; `more` is YAML text after it. */
export function configurationWith(more = ''): string {
  return `schema: 1
title: Example
repository: {host: github, url: 'https://github.com/example/base', branch: main}
areas:
  - {key: operations, title: Operations, target: walk, requires: [rotate-key]}
  - {key: production, title: Production, target: walk}
owners:
  platform: {name: Platform team, contact: platform@example.com, github: '@example/platform'}
  finance: {name: Finance, contact: 'javascript:alert(1)'}
roles: [operator, approver]
people: {'@alice': [alice@example.com]}
${more.includes('known_checks') ? '' : 'known_checks: []\n'}${more}`;
}

/** Policy under which nothing needs evidence. */
export const NO_EVIDENCE = 'policy: {walk: {records: 0}, run: {records: 0, people: 0, automation: optional}}\n';

/** Records of the example's SOP, with its fingerprint, one for each set of changes; and who added them. */
export function recordsOf(
  changes: Record<string, string>[],
  sop = walkSopWith(),
): { files: Record<string, string>; addedBy: Record<string, AddedBy> } {
  const path = 'docs/sops/rotate-key.md';
  const fingerprint = createBase({ [path]: sop }).sops.get('rotate-key')?.file.fingerprint ?? '';
  const files: Record<string, string> = {};
  const addedBy: Record<string, AddedBy> = {};
  changes.forEach((change, index) => {
    const id = `2026-11-0${index + 1}-aaaaa${index}`;
    files[`records/rotate-key/${id}.yaml`] = recordWith({
      id,
      fingerprint: `'${fingerprint}'`,
      finished_at: `2026-11-0${index + 1}T14:20:00+01:00`,
      started_at: `2026-11-0${index + 1}T14:00:00+01:00`,
      ...change,
    });
    addedBy[`records/rotate-key/${id}.yaml`] = { commit: 'abc', email: 'alice@example.com', name: 'Alice' };
  });
  return { files, addedBy };
}

function toBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
