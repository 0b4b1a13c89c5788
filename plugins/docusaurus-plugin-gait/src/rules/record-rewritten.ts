import { RECORD, recordWith } from './example.ts';
import { defineGraphRule } from './rule.ts';

/** Reports records that were changed or deleted since the base revision. */
export const rule = defineGraphRule({
  meta: {
    code: 'record-rewritten',
    severity: 'error',
    summary: 'A record is never changed or deleted.',
    why: 'Evidence that can be edited is none. A mistake is corrected by another record that `supersedes` the first. Held against the base revision, so in a pull request against its target.',
    ok: [
      {
        name: 'a correction',
        files: {
          [RECORD]: recordWith(),
          'records/rotate-key/2026-11-03-p2m8wd.yaml': recordWith({
            id: '2026-11-03-p2m8wd',
            supersedes: '2026-11-02-k3f9qa',
          }),
        },
        before: { [RECORD]: recordWith() },
      },
      {
        name: 'moved as it is',
        files: { [RECORD]: recordWith() },
        before: { 'records/renew-key/2026-11-02-k3f9qa.yaml': recordWith() },
      },
    ],
    notOk: [
      {
        name: 'changed',
        files: { [RECORD]: recordWith({ outcome: 'completed' }) },
        before: { [RECORD]: recordWith({ outcome: 'failed' }) },
        expected: ['records/rotate-key/2026-11-02-k3f9qa.yaml: Unexpected change of a record, expected it as it was'],
      },
      {
        name: 'changed beside a copy',
        files: {
          [RECORD]: recordWith({ outcome: 'completed' }),
          'records/renew-key/2026-11-02-k3f9qa.yaml': recordWith({ outcome: 'failed' }),
        },
        before: { [RECORD]: recordWith({ outcome: 'failed' }) },
        expected: ['records/rotate-key/2026-11-02-k3f9qa.yaml: Unexpected change of a record, expected it as it was'],
      },
      {
        name: 'deleted',
        files: {},
        before: { [RECORD]: recordWith() },
        expected: ['records/rotate-key/2026-11-02-k3f9qa.yaml: Unexpected deletion of a record, expected it as it was'],
      },
    ],
  },
  check({ base, report }) {
    if (!base.base) return;
    const now = new Set([...base.files.values()].flatMap((file) => (file.kind === 'record' ? [file.hash] : [])));
    for (const [path, hash] of base.base.hashes) {
      const file = base.files.get(path);
      const isGone = file === undefined;
      // The same bytes under another path: the record was moved, as when its SOP was renamed. A copy does not excuse a change.
      if (isGone ? now.has(hash) : file.hash === hash) continue;
      report({
        file: path,
        message: `Unexpected ${isGone ? 'deletion' : 'change'} of a record, expected it as it was`,
        hint: 'Restore the file. To correct it, add a record that `supersedes` it.',
        subject: path,
      });
    }
  },
});
