import { commandSopWith, SOP } from './example.ts';
import { defineFileRule } from './rule.ts';
import { quote } from './support/text.ts';
import { getVariables } from './support/variables.ts';
import { getValuePlace } from './support/yaml.ts';

/** Reports variables that are declared twice. */
export const rule = defineFileRule({
  meta: {
    code: 'duplicate-variable',
    severity: 'error',
    summary: 'Each variable is declared once.',
    why: 'Of two declarations, one would decide without a word which values are accepted and whether the value is secret.',
    ok: [
      {
        name: 'once',
        files: { [SOP]: commandSopWith('echo "$USER_NAME"', ['{name: USER_NAME, description: The user}']) },
      },
    ],
    notOk: [
      {
        name: 'twice',
        files: {
          [SOP]: commandSopWith('echo "$TOKEN"', [
            '{name: TOKEN, description: The token, secret: true}',
            '{name: TOKEN, description: The same token}',
          ]),
        },
        expected: ['docs/sops/rotate-key.md:13:12: Unexpected second variable `TOKEN`, expected each once'],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, report }) {
    const first = new Map<string, string>();
    for (const { variable, pointer } of getVariables(file)) {
      const other = first.get(variable.name);
      if (other === undefined) {
        first.set(variable.name, pointer);
        continue;
      }
      report({
        place: getValuePlace(file.frontMatter, `${pointer}/name`),
        message: `Unexpected second variable ${quote(variable.name)}, expected each once`,
        hint: 'Remove one, or give it another name.',
        related: [
          { file: file.path, place: getValuePlace(file.frontMatter, `${other}/name`), message: 'The first one' },
        ],
        subject: variable.name,
      });
    }
  },
});
