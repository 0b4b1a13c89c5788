import { commandSopWith, SOP } from './example.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getVariables } from './support/variables.ts';
import { getValuePlace } from './support/yaml.ts';

/** Warns of declared variables that no command uses. */
export const rule = defineFileRule({
  meta: {
    code: 'unused-variable',
    severity: 'warning',
    summary: 'Every declared variable stands in a command.',
    why: 'A variable is asked for before somebody can begin. One that no command needs costs time under pressure, and may be a sign that a command has a fixed value in its place.',
    ok: [
      {
        name: 'used',
        files: {
          [SOP]: commandSopWith('aws iam get-user --user-name "$USER_NAME"', [
            '{name: USER_NAME, description: The user}',
          ]),
        },
      },
    ],
    notOk: [
      {
        name: 'not used',
        files: {
          [SOP]: commandSopWith('aws iam get-user --user-name alice', ['{name: USER_NAME, description: The user}']),
        },
        expected: [
          'docs/sops/rotate-key.md:12:12: Unexpected variable `USER_NAME` that no command uses, expected a command with it',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    if (!file.body) return;
    const used = new Set(file.body.variables.map((use) => use.name));
    const code = file.body.fences.map((fence) => fence.code).join('\n');
    for (const { variable, pointer } of getVariables(file)) {
      // Fences of other languages are not read as shell; a mention there counts.
      if (used.has(variable.name) || new RegExp(`\\b${variable.name}\\b`, 'u').test(code)) continue;
      report({
        place: getValuePlace(file.frontMatter, `${pointer}/name`),
        message: `Unexpected variable ${quote(variable.name)} that no command uses, expected a command with it`,
        hint: `Use "$${variable.name}" in a command, or remove the variable.`,
        subject: variable.name,
      });
    }
  },
});
