import { recordWith, sopWith, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createSite, git, writeFiles } from './support.ts';

/** Path of the SOP that the changes are about. */
export const SOP = 'docs/sops/rotate-key.md';
/** Path of its record. */
export const RECORD = 'records/rotate-key/2026-11-02-k3f9qa.yaml';
/** Fingerprint of its text, as `gait record` would take it. */
export const FINGERPRINT = 'g1-8bf64ade6bab4007';

/** Configuration under which walk asks for a record. */
export const CONFIGURATION = `schema: 1
title: Example
areas:
  - {key: operations, title: Operations, requires: [rotate-key]}
owners:
  platform: {name: Platform team, contact: 'https://chat.example.com/platform', github: '@example/platform'}
  finance: {name: Finance, contact: 'https://chat.example.com/finance'}
roles: [operator, approver]
people: {'@alice': [alice@example.com]}
`;

const BASE = {
  'gait.config.yaml': CONFIGURATION,
  [SOP]: walkSopWith(),
  [RECORD]: recordWith({ fingerprint: `'${FINGERPRINT}'` }),
  'docs/sops/renew-cert.md': sopWith({
    frontMatter: { id: 'renew-cert', title: 'Renew a certificate' },
    sections: { Purpose: 'After [listing](rotate-key.md#list-keys) the keys.' },
  }),
  'docs/sops/old-way.md': sopWith({ frontMatter: { id: 'old-way', title: 'The old way' } }),
  'docs/guide/index.md': '---\ntitle: Guide\n---\n\nSee [the old way](../sops/old-way.md).\n',
  CODEOWNERS: '*.md @example/writers\n/records/ @example/auditors\n',
  '.gitignore': '.gait/\n',
};

/** The SOP with another command, one step more, and another pattern of its variable. */
export const CHANGED_SOP = walkSopWith({
  frontMatter: {
    variables: `
  - name: USER_NAME
    description: The user who owns the key
    pattern: '^[a-z]{1,64}$'
    example: 'deploy'`,
  },
  sections: {
    Procedure: `1. Confirm the account. {#confirm-account}

   \`\`\`bash
   aws sts get-caller-identity
   \`\`\`

2. List the keys of the user, newest first. {#list-all-keys}

   \`\`\`bash
   aws iam list-access-keys --user-name "$USER_NAME" --output json
   \`\`\`

   If this fails: [Escalation](#escalation)
3. Tell the owner.`,
  },
});

/** A repository whose branch `main` holds a knowledge base; on `change`, which is checked out, nothing has changed yet. */
export function createRepository(files: Record<string, string> = {}): string {
  const folder = createSite({ ...BASE, ...files });
  git(folder, 'init', '--quiet');
  commit(folder, {});
  git(folder, 'checkout', '--quiet', '-b', 'change');
  return folder;
}

/** Commits these files, and without those that are null. */
export function commit(folder: string, files: Record<string, string | null>, message = 'Change'): void {
  const gone = Object.keys(files).filter((path) => files[path] === null);
  if (gone.length > 0) git(folder, 'rm', '--quiet', '--', ...gone);
  writeFiles(
    folder,
    Object.fromEntries(Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [[path, text]]))),
  );
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', message);
}
