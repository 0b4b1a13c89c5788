import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodeOwnersDialect } from '../../plugins/docusaurus-plugin-gait/src/model/code-owners-file.ts';
import { getCodeOwners } from '../../plugins/docusaurus-plugin-gait/src/model/code-owners.ts';
import { readCodeOwners } from '../../plugins/docusaurus-plugin-gait/src/read/codeowners.ts';
import { getCodeOwnerGroups } from '../../plugins/docusaurus-plugin-gait/src/report/code-owner-groups.ts';
import {
  manifestWith,
  sopWith,
  standardWith,
  STANDARD,
} from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { placeCodeOwners, toCodeOwnersLines } from '../../plugins/docusaurus-plugin-gait/src/write/codeowners.ts';
import { createBase } from './report-support.ts';

const OWNERS = ['blue', 'green', 'red'];

/** A configuration whose owners have teams on both hosts; `none` has none. */
function configurationWith(more = ''): string {
  const rows = OWNERS.map(
    (key) => `  ${key}: {name: Team ${key} (@${key}), contact: x, github: '@org/${key}', gitlab: '@org/sub/${key}'}\n`,
  );
  return `schema: 1\nareas: [{key: operations, title: Operations}]\nowners:\n${rows.join('')}  none: {name: None, contact: x}\n${more}`;
}

function toTeam(owner: string, dialect: CodeOwnersDialect): string {
  return dialect === 'github' ? `@org/${owner}` : `@org/sub/${owner}`;
}

function toLines(files: Record<string, string>, dialect: CodeOwnersDialect): string[] {
  const { groups, problems } = getCodeOwnerGroups(createBase(files), dialect);
  expect(problems).toEqual([]);
  return toCodeOwnersLines(groups, dialect);
}

function place(text: string, lines: readonly string[]): string {
  const placed = placeCodeOwners(text, lines);
  if ('problem' in placed) throw new Error(placed.problem.message);
  return placed.text;
}

/** Everybody who is asked about a path. */
function ask(text: string, dialect: CodeOwnersDialect, path: string): string[] {
  const { codeOwners } = readCodeOwners(new TextEncoder().encode(text), dialect);
  return getCodeOwners(codeOwners, path).flatMap((one) => one.owners);
}

const Dialect = fc.constantFrom<CodeOwnersDialect>('github', 'gitlab');

/** Folders with what patterns, comments and sections are made of. */
const Folder = fc
  .array(fc.constantFrom('a', 'b', '-', ' ', '#', '[', ']', '*', '?', '!', '@', '&', 'é', '\\', "'"), {
    minLength: 1,
    maxLength: 4,
  })
  .map((characters) => characters.join(''))
  .filter((name) => name !== '.' && name.trim() !== '');

const Sops = fc.array(fc.record({ folder: Folder, owner: fc.constantFrom(...OWNERS) }), {
  minLength: 1,
  maxLength: 5,
});

/** Rows of people's own, before the made part. */
const Own = fc
  .tuple(
    fc.array(fc.constantFrom('* @all', '/docs/ @docs', '*.md @text', '# a comment', '', '/docs/sops/a/ @a')),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
    fc.boolean(),
  )
  .map(
    ([rows, end, hasBom, isEnded]) =>
      (hasBom ? '\uFEFF' : '') + rows.join(end) + (isEnded && rows.length > 0 ? end : ''),
  );

describe('CODEOWNERS as it is made', () => {
  it('gives every SOP to its owner, on both hosts, whatever its folder is called and whatever stands before', () => {
    fc.assert(
      fc.property(Dialect, Sops, Own, (dialect, sops, own) => {
        const paths = sops.map(({ folder }, index) => `docs/sops/${folder}/sop-${index}.md`);
        const files = Object.fromEntries(
          sops.map(({ owner }, index) => [
            paths[index] ?? '',
            sopWith({ frontMatter: { id: `sop-${index}`, owner, formerly: `[old-${index}]` } }),
          ]),
        );
        const lines = toLines({ 'gait.config.yaml': configurationWith('stewards: [red]\n'), ...files }, dialect);
        const text = place(own, lines);
        sops.forEach(({ owner }, index) => {
          for (const path of [paths[index] ?? '', `records/sop-${index}/x.yaml`, `records/old-${index}/x.yaml`]) {
            const asked = ask(text, dialect, path);
            // GitLab asks people's own section as well.
            expect(dialect === 'github' ? asked : asked.slice(-1)).toEqual([toTeam(owner, dialect)]);
          }
        });
        for (const path of ['gait.config.yaml', 'controls/a.yaml', '.github/CODEOWNERS'].slice(
          0,
          dialect === 'github' ? 3 : 2,
        ))
          expect(ask(text, dialect, path).at(-1)).toBe(toTeam('red', dialect));
        const { problems } = readCodeOwners(new TextEncoder().encode(text), dialect).codeOwners;
        expect(problems).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps every byte that stands outside of the marks, and changes nothing the second time', () => {
    fc.assert(
      fc.property(Own, Own, (before, after) => {
        const lines = toLines({ 'gait.config.yaml': configurationWith() }, 'github');
        const first = place(before, lines);
        expect(first.startsWith(before)).toBe(true);
        const whole = first + after.replace('\uFEFF', '');
        expect(place(whole, lines)).toBe(whole);
        const fewer = place(
          whole,
          lines.filter((line) => !line.startsWith('/scripts/')),
        );
        expect(fewer).not.toContain('/scripts/');
        expect(place(fewer, lines)).toBe(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('takes the line ends of the file', () => {
    const lines = toLines({ 'gait.config.yaml': configurationWith() }, 'github');
    expect(place('* @all\r\n', lines).replaceAll('\r\n', '')).not.toContain('\n');
    expect(place(place('* @all\r\n', lines), lines)).toBe(place('* @all\r\n', lines));
  });

  it.each([
    ['* @all\n# gait owners: begin\n', 2, 'mark without its other half'],
    ['# gait owners: end\n', 1, 'mark without its other half'],
    ['# gait owners: end\n# gait owners: begin\n', 2, 'mark without its other half'],
    ['# gait owners: begin\n# gait owners: end\n# gait owners: begin\n', 3, 'second mark'],
    ['# gait owners: begin\n# gait owners: end\n\n# gait owners: end\n', 4, 'second mark'],
  ])('refuses marks that are out of order: %j', (text, line, message) => {
    expect(placeCodeOwners(text, [])).toEqual({ problem: { line, message } });
  });

  it('is this, on GitHub', () => {
    const files = {
      'gait.config.yaml': configurationWith('stewards: [red]\n'),
      'docs/sops/rotate-key.md': sopWith({ frontMatter: { owner: 'blue', automation: 'rotate-key' } }),
      [STANDARD]: standardWith({ frontMatter: { owner: 'green' } }),
      'scripts/rotate-key/automation.yaml': manifestWith(),
    };
    expect(toLines(files, 'github').join('\n')).toMatchInlineSnapshot(`
      "# gait owners: begin. Made by \`gait owners --write\`; what stands outside of the two marks is yours and stays.

      # Whatever has no row of its own below
      /controls/ @org/red
      /docs/sops/ @org/red
      /docs/standards/ @org/red
      /exceptions/ @org/red
      /records/ @org/red
      /scripts/ @org/red

      # Team blue (blue)
      /docs/sops/rotate-key.md @org/blue
      /records/rotate-key/ @org/blue
      /scripts/rotate-key/ @org/blue

      # Team green (green)
      /docs/standards/access.md @org/green

      # Policy, people and owners
      /.github/CODEOWNERS @org/red
      /CODEOWNERS @org/red
      /docs/CODEOWNERS @org/red
      /gait.config.yaml @org/red

      # gait owners: end"
    `);
    expect(toLines(files, 'gitlab').join('\n')).toMatchInlineSnapshot(`
      "# gait owners: begin. Made by \`gait owners --write\`; what stands outside of the two marks is yours and stays.

      [Gait: pages and evidence]
      # Whatever has no row of its own below
      /docs/sops/ @org/sub/red
      /docs/standards/ @org/sub/red
      /records/ @org/sub/red
      /scripts/ @org/sub/red

      # Team blue (blue)
      /docs/sops/rotate-key.md @org/sub/blue
      /records/rotate-key/ @org/sub/blue
      /scripts/rotate-key/ @org/sub/blue

      # Team green (green)
      /docs/standards/access.md @org/sub/green

      [Gait: policy and people]
      # Policy, people and owners
      /.gitlab/CODEOWNERS @org/sub/red
      /CODEOWNERS @org/sub/red
      /controls/ @org/sub/red
      /docs/CODEOWNERS @org/sub/red
      /exceptions/ @org/sub/red
      /gait.config.yaml @org/sub/red

      # gait owners: end"
    `);
  });

  it('says what it cannot do, and whom it asks instead', () => {
    const sop = (owner: string): Record<string, string> => ({
      'docs/sops/rotate-key.md': sopWith({ frontMatter: { owner } }),
      [STANDARD]: standardWith({ frontMatter: { owner } }),
    });
    const ofNone = getCodeOwnerGroups(
      createBase({ 'gait.config.yaml': configurationWith('stewards: [none]\n'), ...sop('none') }),
      'github',
    );
    expect(ofNone.notes).toEqual([
      'no steward has a `github` team in gait.config.yaml: any one of @org/blue, @org/green, @org/red can let a change of the policy pass',
      'owner `none` has no `github` team: 3 of its rows go to the stewards',
    ]);
    const bare = `schema: 1\nareas: [{key: operations, title: Operations}]\nowners: {none: {name: None, contact: x, gitlab: 'not a group'}}\n`;
    const base = createBase({ 'gait.config.yaml': bare, ...sop('none') });
    expect(getCodeOwnerGroups(base, 'github').problems.map((one) => one.message)).toEqual([
      'Unexpected owners without a team on GitHub, expected one at the least',
    ]);
    expect(getCodeOwnerGroups(base, 'gitlab').problems.map((one) => one.message)).toEqual([
      'Unexpected `not a group` as `gitlab` of the owner `none`, expected a group of GitLab such as `@group/subgroup`',
    ]);
  });
});
