import { z } from 'zod';
import { SOP, sopWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getCodePlace } from './support/places.ts';
import { getCommands, isShell, matchesCommand } from './support/shell.ts';
import { quote } from './support/text.ts';

const AWS = ['delete', 'terminate', 'revoke', 'detach', 'deregister', 'disable', 'remove', 'purge', 'stop'];
const COMMANDS = [
  ...AWS.map((verb) => `aws ${verb}-*`),
  'aws s3 rm',
  'aws s3 rb',
  'rm -r*',
  'rm -fr*',
  'rm --recursive',
  'kubectl delete',
  'terraform destroy',
];

const Options = z.strictObject({
  commands: z.array(z.string().min(1)).default(COMMANDS).meta({
    description: 'Commands that destroy: words in this order, others may stand between them, `*` stands for anything.',
  }),
});

function sopWithCommand(command: string, frontMatter: Record<string, string>, rollback?: string): string {
  return sopWith({
    frontMatter,
    sections: {
      Procedure: `1. Confirm the account.\n2. Delete the old key.\n\n   \`\`\`bash\n   ${command}\n   \`\`\``,
      Rollback: rollback,
    },
  });
}

/** Warns of commands that destroy something in an SOP that does not say so. */
export const rule = defineFileRule({
  meta: {
    code: 'destructive-command',
    severity: 'warning',
    summary: 'An SOP with a command that deletes, stops or revokes has a risk above low, and a Rollback.',
    why: 'Readers of a low risk take less care, rightly. And the moment to think of the way back is before the command, even if the answer is that there is none.',
    options: Options,
    ok: [
      {
        name: 'said so',
        files: {
          [SOP]: sopWithCommand(
            'aws iam delete-access-key --user-name alice',
            { risk: 'high' },
            'A deleted key cannot be brought back.',
          ),
        },
      },
    ],
    notOk: [
      {
        name: 'a low risk',
        files: {
          [SOP]: sopWithCommand('aws iam delete-access-key --user-name alice', { risk: 'low' }, 'There is none.'),
        },
        expected: [
          'docs/sops/rotate-key.md:24:4: Unexpected `aws iam delete-access-key --user-name alice` in an SOP of low risk, expected a risk of `medium` or `high`',
        ],
      },
      {
        name: 'no Rollback',
        files: { [SOP]: sopWithCommand('rm -rf keys', { risk: 'high' }) },
        expected: [
          'docs/sops/rotate-key.md:24:4: Unexpected `rm -rf keys` in an SOP without Rollback, expected a section that says how to get back',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, options, report }) {
    if (!file.body) return;
    const { commands } = options as z.output<typeof Options>;
    const isLow = file.frontMatter.data.risk === 'low';
    const hasRollback = file.body.sections.some((section) => section.key === 'rollback' && !section.isEmpty);
    if (!isLow && hasRollback) return;
    for (const fence of file.body.steps.flatMap((step) => step.fences)) {
      if (!isShell(fence.language)) continue;
      for (const { words, index, text } of getCommands(fence.code)) {
        if (!commands.some((pattern) => matchesCommand(words, pattern))) continue;
        report({
          place: getCodePlace(fence, index, text.length),
          message: `Unexpected ${quote(text)} in an SOP ${isLow ? 'of low risk' : 'without Rollback'}, expected ${isLow ? 'a risk of `medium` or `high`' : 'a section that says how to get back'}`,
          hint: isLow
            ? 'Raise the risk, or choose a command that can be undone.'
            : 'Add `## Rollback`, even if it says that there is no way back.',
          subject: text,
        });
      }
    }
  },
});
