import { z } from 'zod';
import { SOP, walkSopWith } from './example.ts';
import { defineFileRule } from './rule.ts';

const Options = z.strictObject({
  words: z.array(z.string().min(1)).default(['account']).meta({
    description:
      'Words by which a step without a command says that the account is confirmed, in the language of the SOPs.',
  }),
});

const COMMAND = /\baws\s+sts\s+get-caller-identity\b/u;

function sopWithFirstStep(step: string): string {
  return walkSopWith({
    frontMatter: { variables: undefined },
    sections: { Procedure: `1. ${step}\n2. Disable the old key.` },
  });
}

/** Warns of SOPs of some risk that do not begin by confirming the account. */
export const rule = defineFileRule({
  meta: {
    code: 'account-not-confirmed',
    severity: 'warning',
    summary: 'From risk medium on, the first step confirms the account.',
    why: 'The right command in the wrong account is a common way to break production. `aws sts get-caller-identity`, or a look at the account in the console, takes seconds.',
    options: Options,
    ok: [
      { name: 'by command', files: { [SOP]: walkSopWith() } },
      {
        name: 'in the console',
        files: { [SOP]: sopWithFirstStep('Look at the account at the top right of the console: is it the right one?') },
      },
    ],
    notOk: [
      {
        name: 'not at all',
        files: { [SOP]: sopWithFirstStep('List the keys.') },
        expected: [
          'docs/sops/rotate-key.md:32:1: Unexpected first step of an SOP of medium risk, expected one that confirms the account',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, options, report }) {
    const { words } = options as z.output<typeof Options>;
    const { risk } = file.frontMatter.data;
    const first = file.body?.steps[0];
    if (!first || (risk !== 'medium' && risk !== 'high')) return;
    const text = `${first.title} ${first.text}`.toLowerCase();
    if (
      first.fences.some((fence) => COMMAND.test(fence.code)) ||
      words.some((word) => text.includes(word.toLowerCase()))
    )
      return;
    report({
      place: first.place,
      message: `Unexpected first step of an SOP of ${risk} risk, expected one that confirms the account`,
      expected: ['aws sts get-caller-identity'],
      hint: 'Begin with `aws sts get-caller-identity`, or with a look at the account in the console.',
      subject: 'first-step',
    });
  },
});
