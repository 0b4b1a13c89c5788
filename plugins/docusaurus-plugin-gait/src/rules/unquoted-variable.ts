import { commandSopWith, SOP } from './example.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';

const USER_NAME = ['{name: USER_NAME, description: The user}'];

/** Warns of variables without quotes. */
export const rule = defineFileRule({
  meta: {
    code: 'unquoted-variable',
    severity: 'warning',
    summary: 'Variables in commands stand in double quotes.',
    why: 'Without quotes a shell splits a value at spaces and expands `*` in it: one argument becomes several, and files nobody named are touched.',
    ok: [
      {
        name: 'double quotes',
        files: { [SOP]: commandSopWith('aws iam get-user --user-name "$USER_NAME"', USER_NAME) },
      },
    ],
    notOk: [
      {
        name: 'no quotes',
        files: { [SOP]: commandSopWith('aws iam get-user --user-name $USER_NAME', USER_NAME) },
        expected: [
          'docs/sops/rotate-key.md:24:33: Unexpected variable `USER_NAME` without quotes, expected double quotes',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    for (const { name, quoting, place } of file.body?.variables ?? []) {
      if (quoting !== 'none') continue;
      report({
        place,
        message: `Unexpected variable ${quote(name)} without quotes, expected double quotes`,
        expected: [`"$${name}"`],
        hint: `Write "$${name}".`,
        subject: name,
      });
    }
  },
});
