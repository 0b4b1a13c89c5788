import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../plugins/docusaurus-plugin-gait/src/rules/index.ts';
import { toExplanation } from '../../plugins/docusaurus-plugin-gait/src/write/explain.ts';
import { createFolder, createSite, gait } from './support.ts';

describe('gait explain', () => {
  it('lists all rules with what they ask', async () => {
    const { stdout, code } = await gait(createFolder({}), ['explain']);
    const lines = stdout.trimEnd().split('\n').slice(1);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(RULES.map((rule) => rule.meta.code).sort());
    expect(code).toBe(0);
  });

  it.each(RULES.map((rule) => [rule.meta.code, rule.meta] as const))('explains %s', async (code, meta) => {
    const { stdout, code: exitCode } = await gait(createFolder({}), ['explain', code]);
    expect(exitCode).toBe(0);
    expect(stdout.startsWith(`${code}  ${meta.severity}\n`)).toBe(true);
    const shown = [...meta.notOk, ...meta.ok].filter((one) => !one.hidden);
    expect(stdout.match(/^(?:Wrong|Right) {2}/gmu) ?? []).toHaveLength(shown.length);
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('says the severity that holds here, and where the page is', async () => {
    const folder = createSite({ 'docs/guide/rules/empty-section.md': '# x\n' });
    const config = `schema: 1
areas: [{key: operations, title: Operations}]
owners: {platform: {name: Platform team, contact: 'https://chat.example.com/platform'}}
rules: {empty-section: error, unknown-key: 'off'}
`;
    writeFileSync(path.join(folder, 'gait.config.yaml'), config);
    expect((await gait(folder, ['explain', 'empty-section'])).stdout).toMatch(
      /^empty-section {2}error here, warning by default\n[\s\S]*\ndocs\/guide\/rules\/empty-section\.md\n$/u,
    );
    expect((await gait(folder, ['explain'])).stdout).toMatch(/^unknown-key +off /mu);
    const repository = "repository: {host: gitlab, url: 'https://git.example.com/team/base/'}\n";
    writeFileSync(path.join(folder, 'gait.config.yaml'), config + repository);
    expect((await gait(folder, ['explain', 'empty-section'])).stdout).toContain(
      '\nhttps://git.example.com/team/base/-/blob/main/docs/guide/rules/empty-section.md\n',
    );
  });

  it('reads like this', () => {
    const text = toExplanation(
      {
        code: 'no-shouting',
        severity: 'warning',
        summary: 'Titles do not shout.',
        why: 'Whoever reads an SOP under pressure has noise enough.\n\nCalm helps.',
        options: z.strictObject({
          allowed: z
            .array(z.string())
            .default(['AWS', 'IAM'])
            .meta({ description: 'Words that may stand in capitals.' }),
        }),
        notOk: [
          {
            name: 'a title in capitals',
            files: { 'docs/sops/a.md': '---\nid: a\ntitle: STOP\n---\n' },
            expected: ['docs/sops/a.md:3:8: Unexpected capitals in the title, expected a calm one'],
          },
          { name: 'kept out', files: {}, expected: [], hidden: true },
        ],
        ok: [{ name: 'a calm title', files: { 'docs/sops/a.md': '---\nid: a\ntitle: Stop\n---\n' } }],
      },
      { here: 'error', url: 'https://example.com/no-shouting' },
    );
    expect(`\n${text}`).toMatchInlineSnapshot(`
      "
      no-shouting  error here, warning by default
      Titles do not shout.

      Whoever reads an SOP under pressure has noise enough.

      Calm helps.

      Options
        allowed
          Words that may stand in capitals.
          Default: AWS, IAM

      Wrong  a title in capitals
        docs/sops/a.md:3:8  Unexpected capitals in the title, expected a calm one
            2 │ id: a
          > 3 │ title: STOP
              │        ^
            4 │ ---

      Right  a calm title
        docs/sops/a.md
        │ ---
        │ id: a
        │ title: Stop
        │ ---

      https://example.com/no-shouting
      "
    `);
  });
});
