import { describe, expect, it } from 'vitest';
import { Impact } from '../../plugins/docusaurus-plugin-gait/src/model/schema/impact.ts';
import { sopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { toImpactMarkdown } from '../../plugins/docusaurus-plugin-gait/src/write/impact-markdown.ts';
import { toImpactText } from '../../plugins/docusaurus-plugin-gait/src/write/impact-text.ts';
import { commit, createRepository } from './diff-support.ts';
import { gait } from './support.ts';

/** Markup, a mention, an issue, an image, a closed fence, ends of elements. */
const MARKUP =
  '<img src=x onerror=alert(1)> @everyone #1 [a](javascript:x) ![b](https://evil.example/b.png) ``` | </details> ##[group]y';
/** Escapes, an overwritten line, a bidi override. */
const CONTROLS = '\u001B[2J\u001B]8;;https://evil.example\u0007 \u009B31m \u202Egnp.exe';
const TOKEN = `ghp_${'1a2B'.repeat(9)}`;

function hostileSop(id: string, step: string): string {
  return sopWith({
    frontMatter: { id, title: `'${MARKUP}'`, owner: "'@everyone'", related: `['${id}-${MARKUP}']` },
    sections: {
      Procedure: `1. Do it ${CONTROLS}.\n\n   \`\`\`\`bash\n   ::error::${step}\n   ${CONTROLS}\n   \`\`\`\n   @everyone\n   \`\`\`\``,
    },
  });
}

async function run(format: string): Promise<string> {
  const folder = createRepository({ 'docs/sops/evil.md': hostileSop('evil', 'one') });
  commit(folder, {
    'docs/sops/evil.md': hostileSop('evil', 'two'),
    'docs/sops/evil-too.md': hostileSop('evil-too', ''),
  });
  const { code, stdout } = await gait(folder, ['diff', 'main', '--format', format], { env: { FORCE_COLOR: '1' } });
  expect(code).toBe(0);
  expect(stdout).toContain('evil-too');
  return stdout;
}

/** Controls but line feeds, and what turns text around. */
const OBEYED = /[^\P{Cc}\n]|\p{Cf}/u;

/** That nothing in Markdown but our own elements is obeyed; what stands in code is shown as it is. */
function expectNoMarkup(markdown: string): void {
  const prose = markdown.replace(/^(`{3,})diff\n[\s\S]*?\n\1$/gmu, '').replace(/(`+)(?:(?!\1)[^\n])*\1/gu, '');
  expect(prose).not.toMatch(/@\w|(?<!\\)<(?!!-- -->|\/?details>|\/?summary>)|(?<!\\)[[\]]/u);
  expect(prose.match(/<details>/gu)?.length).toBe(prose.match(/(?<!\\)<\/details>/gu)?.length);
}

describe('what others wrote', () => {
  it('is obeyed by no terminal and no log', async () => {
    // Our own colours apart.
    // eslint-disable-next-line no-control-regex
    const text = (await run('text')).replace(/\u001B\[\d+m/gu, '');
    expect(text).not.toMatch(OBEYED);
    expect(text).not.toMatch(/^\s*::/mu);
    expect(text).not.toContain('##[');
    expect(text).toContain(String.raw`\u{1B}[2J`);
    expect(text).toContain('- ::error::one'.replace('- ', '-   '));
  });

  it('is no markup, link or mention in Markdown', async () => {
    const markdown = await run('md');
    expect(markdown).not.toMatch(OBEYED);
    expect(markdown).not.toMatch(/^\s*::/mu);
    expectNoMarkup(markdown);
    expect(markdown).toMatch(/^`{4,}diff$/mu);
  });

  it('comes back from JSON as it was, and is encoded by whoever shows it', async () => {
    const impact = Impact.parse(JSON.parse(await run('json')));
    expect(impact.sops.added).toMatchObject([{ title: MARKUP }]);
    expect(impact.sops.changed).toMatchObject([{ title: MARKUP, steps: [{ after: { text: `Do it ${CONTROLS}.` } }] }]);
    // A file that says so may come from anybody: whatever a schema of SOPs would have refused.
    const text = `\r::error::${CONTROLS} ${MARKUP}`;
    const forged: Impact = {
      ...impact,
      base: { name: text, commit: text },
      limits: [text],
      configuration: [text],
      sops: {
        ...impact.sops,
        renamed: [{ from: text, to: text, title: text, file: text }],
        changed: impact.sops.changed.map((one) => ({ ...one, fingerprint: { before: text, after: text } })),
      },
      records: { ...impact.records, stopped: [{ id: text, sop: 'evil', file: text, reason: text }] },
      links: impact.links.map((one) => ({ ...one, file: text, message: text, hint: text, rule: text })),
      reviews: impact.reviews.map((one) => ({ ...one, owner: text, name: text, handles: [text], files: [text] })),
    };
    expectNoMarkup(toImpactMarkdown(forged));
    for (const written of [toImpactMarkdown(forged), toImpactText(forged)]) {
      expect(written).not.toMatch(OBEYED);
      expect(written).not.toMatch(/^\s*::/mu);
    }
  });

  it('is shown without its credentials, also those that the change takes out', async () => {
    const folder = createRepository({ 'docs/sops/evil.md': hostileSop('evil', TOKEN) });
    commit(folder, { 'docs/sops/evil.md': hostileSop('evil', 'none') });
    const { stdout, stderr } = await gait(folder, ['diff', 'main', '--format', 'json']);
    expect(stdout).toContain('evil');
    expect(stdout + stderr).not.toContain(TOKEN.slice(4));
  });

  it('fits, however much it is', async () => {
    const folder = createRepository();
    const many = Object.fromEntries(
      Array.from({ length: 120 }, (_, index) => [
        `docs/sops/sop-${index}.md`,
        sopWith({
          frontMatter: { id: `sop-${index}`, title: 'x'.repeat(100), related: '[nowhere]' },
          sections: { Procedure: `1. ${'Long words. '.repeat(200)}` },
        }),
      ]),
    );
    commit(folder, many);
    const { stdout } = await gait(folder, ['diff', 'main', '--format', 'json']);
    const impact = Impact.parse(JSON.parse(stdout));
    for (const written of [toImpactMarkdown(impact), toImpactText(impact)]) {
      expect(written.length).toBeLessThan(60_000);
      expect(written).toContain('120 SOPs added');
      expect(written).toContain('and 100 more');
    }
  });
});
