import { beforeAll, describe, expect, it } from 'vitest';
import { loadKnowledgeBase, type LoadResult } from '../../plugins/docusaurus-plugin-gait/src/base/index.ts';
import { createMemorySource } from '../../plugins/docusaurus-plugin-gait/src/read/memory.ts';
import { RULES } from '../../plugins/docusaurus-plugin-gait/src/rules/index.ts';
import { toRuleIndex, toRulePage } from '../../plugins/docusaurus-plugin-gait/src/write/rule-page.ts';

const PAGES: [string, string][] = [
  ...RULES.map((rule): [string, string] => [`docs/guide/rules/${rule.meta.code}.md`, toRulePage(rule)]),
  ['docs/guide/rules/index.md', toRuleIndex(RULES)],
];

describe('the pages of rules', () => {
  let loaded: LoadResult;
  beforeAll(async () => {
    const configuration = 'schema: 1\nareas: [{key: operations, title: Operations}]\nowners: {}\n';
    const source = createMemorySource({ 'gait.config.yaml': configuration, ...Object.fromEntries(PAGES) });
    loaded = await loadKnowledgeBase({ source, asOf: '2026-11-20' });
  });

  it('pass the rules themselves, hostile examples included', () => {
    expect(loaded.diagnostics).toEqual([]);
  });

  it('are all listed by the index', () => {
    const index = loaded.base.files.get('docs/guide/rules/index.md');
    const links = index?.kind === 'guide' ? index.body?.links.map((link) => link.url) : [];
    expect(links).toEqual(RULES.map((rule) => `./${rule.meta.code}.md`));
  });

  it.each(PAGES)('%s shows no control, bidirectional or zero-width character', (_, text) => {
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Bidi_Control}\u200b\ufeff]/u);
  });

  it('tell what the rule says, its options and how to change it', () => {
    const page = new Map(PAGES).get('docs/guide/rules/destructive-command.md') ?? '';
    expect(page).toContain(
      '- docs/sops/rotate-key.md:24:4: Unexpected `rm -rf keys` in an SOP without Rollback, expected',
    );
    expect(page).toContain('| `commands` | list | `aws delete-*`, ');
    expect(page).toContain("  destructive-command: [error, { commands: ['aws delete-*'] }]");
  });
});
