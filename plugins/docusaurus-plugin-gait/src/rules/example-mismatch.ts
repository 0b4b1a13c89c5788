import { checkPattern } from '../model/pattern.ts';
import { commandSopWith, SOP } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getInputs } from './support/inputs.ts';
import { quote } from './support/text.ts';
import { getValuePlace, getYaml } from './support/yaml.ts';

/** Longer examples help nobody, and matching them could take long. */
const LONGEST = 2000;

function sopWithExample(example: string): string {
  return commandSopWith('echo "$ACCOUNT_ID"', [
    `{name: ACCOUNT_ID, description: The account, pattern: '^[0-9]{12}$', example: '${example}'}`,
  ]);
}

/** Reports examples that their own pattern refuses. */
export const rule = defineFileRule({
  meta: {
    code: 'example-mismatch',
    severity: 'error',
    summary: 'An example matches the whole pattern beside it.',
    why: 'The example is what a reader goes by, and the pattern is what decides. If the two disagree, right values are refused or wrong ones taken.',
    ok: [{ name: 'a match', files: { [SOP]: sopWithExample('123456789012') } }],
    notOk: [
      {
        name: 'a part of it only',
        files: { [SOP]: sopWithExample('1234-5678-9012') },
        expected: [
          'docs/sops/rotate-key.md:12:83: Unexpected example `1234-5678-9012` of `ACCOUNT_ID`, expected one that matches `^[0-9]{12}$`',
        ],
      },
    ],
  },
  kinds: ['sop', 'manifest'],
  check({ file, report }) {
    const yaml = getYaml(file);
    if (!yaml) return;
    for (const { name, pattern, example, pointer } of getInputs(file)) {
      if (pattern === undefined || example === undefined) continue;
      const result = checkPattern(pattern);
      if (result.kind !== 'fine' || (example.length <= LONGEST && result.whole.test(example))) continue;
      report({
        place: getValuePlace(yaml, `${pointer}/example`),
        message: `Unexpected example ${quote(example)} of ${quote(name)}, expected one that matches ${quote(pattern)}`,
        hint: 'Mend the example or the pattern, whichever is wrong.',
        subject: name,
      });
    }
  },
});
