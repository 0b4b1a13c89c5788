import { describe, expect, it } from 'vitest';
import type { CodeOwnersDialect } from '../../plugins/docusaurus-plugin-gait/src/model/code-owners-file.ts';
import { getCodeOwners, isCodeOwner } from '../../plugins/docusaurus-plugin-gait/src/model/code-owners.ts';
import { readCodeOwners } from '../../plugins/docusaurus-plugin-gait/src/read/codeowners.ts';

/** Owners of a path, by section. */
function ask(dialect: CodeOwnersDialect, text: string, path: string): Record<string, string[]> {
  const { codeOwners } = readCodeOwners(new TextEncoder().encode(text), dialect);
  return Object.fromEntries(getCodeOwners(codeOwners, path).map(({ section, owners }) => [section.name, owners]));
}

function getProblems(dialect: CodeOwnersDialect, text: string): string[] {
  return readCodeOwners(new TextEncoder().encode(text), dialect).codeOwners.problems.map((one) => one.message);
}

describe('CODEOWNERS of GitHub', () => {
  it('gives a path to the last row that matches', () => {
    const text = '* @all\n*.md @text\n/docs/ @docs/team\n/docs/sops/ # nobody: @not-me\n';
    expect(ask('github', text, 'src/a.ts')).toEqual({ '': ['@all'] });
    expect(ask('github', text, 'src/a.md')).toEqual({ '': ['@text'] });
    expect(ask('github', text, 'docs/a/b.md')).toEqual({ '': ['@docs/team'] });
    expect(ask('github', text, 'docs/sops/b.md')).toEqual({ '': [] });
  });

  it('knows no exclusions', () => {
    expect(getProblems('github', '* @all\n!/docs/\n')).toEqual([
      'Unexpected `!` in the pattern `!/docs/`, expected a pattern without',
    ]);
  });
});

describe('CODEOWNERS of GitLab', () => {
  it('asks the owners of every section, and takes the last row of each', () => {
    const text =
      '* @admin\n[Docs][2] @docs\n/docs/\n/docs/sops/ @sops\n^[Text]\n*.md @text\n[DOCS]\n/docs/sops/a.md @a\n';
    expect(ask('gitlab', text, 'docs/guide/x.md')).toEqual({ '': ['@admin'], Docs: ['@docs'], Text: ['@text'] });
    expect(ask('gitlab', text, 'docs/sops/a.md')).toEqual({ '': ['@admin'], Docs: ['@a'], Text: ['@text'] });
  });

  it('leaves out of a section what one of its exclusions matches, also when a later row names it', () => {
    const text = '* @admin\n[Docs]\n/docs/ @docs\n!/docs/drafts/\n/docs/drafts/a.md @a\n[Other]\n*.md @b\n';
    expect(getProblems('gitlab', text)).toEqual([]);
    expect(ask('gitlab', text, 'docs/drafts/a.md')).toEqual({ '': ['@admin'], Other: ['@b'] });
    expect(ask('gitlab', text, 'docs/a.md')).toEqual({ '': ['@admin'], Docs: ['@docs'], Other: ['@b'] });
  });

  it('knows sets of characters, as Ruby does', () => {
    const text = '/docs/[a-c]*.md @set\n/src/x[!0-9_].ts @not\n/src/\\[id].ts @plain\n/lib/[\\]^]/ @odd\n';
    expect(getProblems('gitlab', text)).toEqual([]);
    const owners = (path: string) => ask('gitlab', text, path)[''];
    expect(['docs/b1.md', 'docs/d1.md', 'docs/x/b.md'].map(owners)).toEqual([['@set'], undefined, undefined]);
    expect(['src/xa.ts', 'src/x7.ts', 'src/x_.ts', 'src/x.ts'].map(owners)).toEqual([
      ['@not'],
      undefined,
      undefined,
      undefined,
    ]);
    expect(['src/[id].ts', 'src/i.ts'].map(owners)).toEqual([['@plain'], undefined]);
    expect(['lib/]/a', 'lib/^/a', 'lib/x/a'].map(owners)).toEqual([['@odd'], ['@odd'], undefined]);
    expect(getProblems('gitlab', '/docs/[a-c @set\n/docs/a]b @plain\n')).toEqual([
      'Unexpected `[` without an end in the pattern `/docs/[a-c`, expected a pattern without',
    ]);
    expect(getProblems('github', '/docs/[a-c]/ @set\n')).toEqual([
      'Unexpected `[…]` in the pattern `/docs/[a-c]/`, expected a pattern without',
    ]);
  });

  it('takes those who are named behind a row in what looks like a comment', () => {
    expect(ask('gitlab', '/docs/ @docs # was: @old, ask them\n# @nobody\n', 'docs/a.md')).toEqual({
      '': ['@docs'],
    });
    expect(ask('gitlab', '/docs/ @docs # or @old\n', 'docs/a.md')).toEqual({ '': ['@docs', '@old'] });
  });
});

it('tells owners from other words', () => {
  for (const text of ['@alice', '@org/team', 'ops@example.com']) expect(isCodeOwner(text, 'github')).toBe(true);
  for (const text of ['alice', '@', '@a/b/c', '@a b', '@@maintainer', '@org/', 'a@b'])
    expect(isCodeOwner(text, 'github')).toBe(false);
  for (const text of ['@group/sub/team', '@@maintainers', '@@owner']) expect(isCodeOwner(text, 'gitlab')).toBe(true);
  for (const text of ['@@guest', 'group/team']) expect(isCodeOwner(text, 'gitlab')).toBe(false);
});
