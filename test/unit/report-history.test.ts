import { describe, expect, it } from 'vitest';
import type { SopFile } from '../../plugins/docusaurus-plugin-gait/src/model/document.ts';
import { getHistory, type History } from '../../plugins/docusaurus-plugin-gait/src/report/pages/history.ts';
import { SOP, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createBase, recordsOf } from './report-support.ts';

describe('what changed since an SOP was carried out', () => {
  const before = walkSopWith();
  const after = walkSopWith({
    sections: {
      Procedure: `1. Confirm the account. {#confirm-account}

   \`\`\`bash
   aws sts get-caller-identity --output json
   \`\`\`

2. Tell the owner. {#tell-owner}`,
    },
  });
  const { files } = recordsOf([{}, {}], before);
  const toPast = (text: string): SopFile => {
    const file = createBase({ [SOP]: text }).sops.get('rotate-key')?.file;
    if (!file) throw new Error('no SOP');
    return file;
  };
  const base = createBase({ [SOP]: after, ...files });
  const historyOf = (past: SopFile): History => {
    const node = base.sops.get('rotate-key');
    if (!node) throw new Error('no SOP');
    return getHistory(base, node, new Map(Object.keys(files).map((path) => [path, past])));
  };

  it('is told once for each earlier text, step by step', () => {
    const { rows, texts } = historyOf(toPast(before));
    expect(rows.map(({ isOfThisText }) => isOfThisText)).toEqual([false, false]);
    expect(texts).toEqual([
      {
        fingerprint: rows[0]?.fingerprint,
        steps: [
          {
            kind: 'changed',
            id: 'confirm-account',
            number: 1,
            title: 'Confirm the account',
            lines: [
              { kind: 'same', text: 'Confirm the account.' },
              { kind: 'removed', text: 'aws sts get-caller-identity' },
              { kind: 'added', text: 'aws sts get-caller-identity --output json' },
            ],
          },
          { kind: 'removed', id: 'list-keys', number: 2, title: 'List the keys of the user', lines: [] },
          { kind: 'added', id: 'tell-owner', number: 2, title: 'Tell the owner', lines: [] },
        ],
      },
    ]);
  });

  it('is left out where the earlier text held a credential', () => {
    const past = toPast(before);
    const place = { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 2, offset: 1 } };
    expect(historyOf({ ...past, secrets: [{ kind: 'aws', title: 'AWS key', place }] }).texts).toEqual([]);
  });
});
