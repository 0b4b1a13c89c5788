import { defineFileRule } from './rule.ts';

const FILE = '.github/CODEOWNERS';

/** Reports lines of CODEOWNERS that the git host leaves out. */
export const rule = defineFileRule({
  meta: {
    code: 'codeowners-syntax',
    severity: 'error',
    summary: 'Every line of CODEOWNERS is one that the git host takes.',
    why: 'The host leaves out a line that it cannot read and asks nobody for a review: files that look guarded are not. Patterns are close to those of `.gitignore`, but on GitHub without `[…]`, `!` and `\\#`.',
    ok: [
      {
        name: 'rows, a comment, a space',
        files: { [FILE]: '# Teams\n*  @example/platform\n/the\\ list.txt ops@example.com # by mail\n/build/\n' },
      },
      {
        name: 'sections of GitLab',
        files: {
          '.gitlab/CODEOWNERS':
            '[SOPs][2] @example/platform\n/docs/sops/\n!/docs/sops/drafts/\n\n^[Text]\n*.md @writers/team/core\n',
        },
      },
    ],
    notOk: [
      {
        name: 'a team without @',
        files: { [FILE]: '* example/platform\n' },
        expected: [
          '.github/CODEOWNERS:1:3: Unexpected owner `example/platform`, expected `@user`, `@org/team` or an e-mail address',
        ],
      },
      {
        name: 'a negated pattern',
        files: { [FILE]: '* @example/platform\n!/docs/ @example/platform\n' },
        expected: ['.github/CODEOWNERS:2:1: Unexpected `!` in the pattern `!/docs/`, expected a pattern without'],
      },
      {
        name: 'a section that is not closed',
        files: { '.gitlab/CODEOWNERS': '[SOPs @example/platform\n' },
        expected: ['.gitlab/CODEOWNERS:1:1: Unexpected section `[SOPs @example/platform`, expected `[Name]`'],
      },
    ],
  },
  kinds: ['code-owners'],
  check({ file, report }) {
    for (const problem of file.codeOwners.problems) report(problem);
  },
});
