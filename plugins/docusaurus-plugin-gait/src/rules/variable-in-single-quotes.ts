import { commandSopWith, SOP } from './example.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getDeclared, isLiteral } from './support/variables.ts';

const USER_NAME = ['{name: USER_NAME, description: The user}'];

/** Reports variables where the shell does not put their value in. */
export const rule = defineFileRule({
  meta: {
    code: 'variable-in-single-quotes',
    severity: 'error',
    summary: 'No variable of the SOP stands in single quotes or in a quoted here-document.',
    why: 'In single quotes a shell leaves `$USER_NAME` as it is, so the command runs with that text in place of the value. Programs of awk, jq and sed keep their single quotes: a `$1` or a `$NF` there is no variable of the SOP.',
    ok: [
      {
        name: 'double quotes',
        files: { [SOP]: commandSopWith('aws iam get-user --user-name "$USER_NAME"', USER_NAME) },
      },
      {
        name: 'a program in single quotes',
        files: { [SOP]: commandSopWith("aws iam list-users --output text | awk '{print $1, $NF}'") },
      },
    ],
    notOk: [
      {
        name: 'single quotes',
        files: { [SOP]: commandSopWith("aws iam get-user --user-name '$USER_NAME'", USER_NAME) },
        expected: [
          'docs/sops/rotate-key.md:24:34: Unexpected variable `USER_NAME` in single quotes, expected double quotes',
        ],
      },
      {
        name: 'a quoted here-document',
        files: { [SOP]: commandSopWith("cat <<'END'\nuser: $USER_NAME\nEND", USER_NAME) },
        expected: [
          'docs/sops/rotate-key.md:25:10: Unexpected variable `USER_NAME` in a quoted here-document, expected a here-document without quotes',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    const known = new Set([...getDeclared(file), ...(file.body?.assigned ?? [])]);
    for (const use of file.body?.variables ?? []) {
      if (!isLiteral(use) || !known.has(use.name)) continue;
      const isDocument = use.quoting === 'heredoc-quoted';
      report({
        place: use.place,
        message: `Unexpected variable ${quote(use.name)} in ${isDocument ? 'a quoted here-document' : 'single quotes'}, expected ${isDocument ? 'a here-document without quotes' : 'double quotes'}`,
        hint: isDocument
          ? 'Write `<<END` without quotes around the word.'
          : `Write "$${use.name}", or close the single quotes before it.`,
        subject: use.name,
      });
    }
  },
});
