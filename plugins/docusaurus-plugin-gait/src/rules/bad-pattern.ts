import { checkPattern } from '../model/pattern.ts';
import { commandSopWith, SOP } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getInputs } from './support/inputs.ts';
import { quote } from './support/text.ts';
import { getValuePlace, getYaml } from './support/yaml.ts';

function sopWithPattern(pattern: string): string {
  return commandSopWith('echo "$USER_NAME"', [`name: USER_NAME\n    description: The user\n    pattern: '${pattern}'`]);
}

/** Reports patterns that are no regular expression, or one that could take for ever. */
export const rule = defineFileRule({
  meta: {
    code: 'bad-pattern',
    severity: 'error',
    summary: 'A pattern is an ECMAScript regular expression (flag `u`) that never takes exponential time.',
    why: 'A value is checked while somebody types it, and here when files are validated. Some patterns try all ways to divide a value before they refuse it: thirty characters then take minutes.',
    ok: [
      { name: 'a simple class', files: { [SOP]: sopWithPattern('^[a-z]{1,64}$') } },
      { name: 'a group that begins with its own character', files: { [SOP]: sopWithPattern('^[a-z]+(-[a-z]+)*$') } },
    ],
    notOk: [
      {
        name: 'not closed',
        files: { [SOP]: sopWithPattern('^[a-z$') },
        expected: [
          'docs/sops/rotate-key.md:14:14: Unexpected pattern `^[a-z$` of `USER_NAME` (unterminated character class), expected a regular expression',
        ],
      },
      {
        name: 'an escape that the flag `u` refuses',
        files: { [SOP]: sopWithPattern('^a\\-z$') },
        expected: [
          'docs/sops/rotate-key.md:14:14: Unexpected pattern `^a\\-z$` of `USER_NAME` (invalid escape), expected a regular expression',
        ],
      },
      {
        name: 'exponential',
        files: { [SOP]: sopWithPattern('^([a-z]+)+$') },
        expected: [
          'docs/sops/rotate-key.md:14:14: Unexpected pattern `^([a-z]+)+$` of `USER_NAME`, expected one that never takes long',
        ],
      },
      {
        name: 'too many ways to divide',
        files: { [SOP]: sopWithPattern('^.*.*.*x$') },
        expected: [
          'docs/sops/rotate-key.md:14:14: Unexpected pattern `^.*.*.*x$` of `USER_NAME`, expected one that never takes long',
        ],
      },
    ],
  },
  kinds: ['sop', 'manifest'],
  check({ file, report }) {
    const yaml = getYaml(file);
    if (!yaml) return;
    for (const { name, pattern, pointer } of getInputs(file)) {
      if (pattern === undefined) continue;
      const result = checkPattern(pattern);
      if (result.kind === 'fine') continue;
      const isSyntax = result.kind === 'syntax';
      report({
        place: getValuePlace(yaml, `${pointer}/pattern`),
        message: `Unexpected pattern ${quote(pattern)} of ${quote(name)}${isSyntax ? ` (${result.problem})` : ''}, expected ${isSyntax ? 'a regular expression' : 'one that never takes long'}`,
        hint: isSyntax
          ? 'Write an ECMAScript regular expression for flag `u`.'
          : 'Begin each round of a repeated group with a character that cannot end the round before, and repeat `.` once at most.',
        subject: name,
      });
    }
  },
});
