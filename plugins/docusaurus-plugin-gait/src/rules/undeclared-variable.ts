import { z } from 'zod';
import { getSuggestion } from '../model/suggest.ts';
import { commandSopWith, SOP } from './example.ts';
import { defineFileRule } from './rule.ts';
import { hintAt, quote } from './support/text.ts';
import { getDeclared, isLiteral } from './support/variables.ts';

/** What every shell knows by itself. */
const SHELL = [
  'HOME',
  'PATH',
  'PWD',
  'USER',
  'OLDPWD',
  'SHELL',
  'TMPDIR',
  'UID',
  'HOSTNAME',
  'RANDOM',
  'SECONDS',
  'PIPESTATUS',
  'IFS',
];

const Options = z.strictObject({
  environment: z
    .array(z.string())
    .default(SHELL)
    .meta({ description: 'Names that need no declaration, because the shell or your environment sets them.' }),
});

/** Reports variables in commands that nobody declares or assigns. */
export const rule = defineFileRule({
  meta: {
    code: 'undeclared-variable',
    severity: 'error',
    summary: 'Every variable in a command is declared in the front matter or assigned by a command.',
    why: 'A shell puts nothing where a variable is not set: `rm -r "$FOLDER/"` becomes `rm -r "/"`. A declared one is asked for before the first step, and checked against its pattern.',
    options: Options,
    ok: [
      {
        name: 'declared',
        files: {
          [SOP]: commandSopWith('aws iam get-user --user-name "$USER_NAME"', [
            '{name: USER_NAME, description: The user}',
          ]),
        },
      },
      {
        name: 'assigned',
        files: { [SOP]: commandSopWith('ACCOUNT="$(aws sts get-caller-identity --query Account)"\necho "$ACCOUNT"') },
      },
      { name: 'set by the shell', files: { [SOP]: commandSopWith('ls "$HOME"') } },
    ],
    notOk: [
      {
        name: 'never declared',
        files: { [SOP]: commandSopWith('aws iam get-user --user-name "$USER_NAME"') },
        expected: [
          'docs/sops/rotate-key.md:22:34: Unexpected variable `USER_NAME` in a command, expected one that is declared or assigned',
        ],
      },
      {
        name: 'a typing error',
        files: {
          [SOP]: commandSopWith('aws iam get-user --user-name "${USR_NAME}"', [
            '{name: USER_NAME, description: The user}',
          ]),
        },
        expected: [
          'docs/sops/rotate-key.md:24:34: Unexpected variable `USR_NAME` in a command, expected one that is declared or assigned',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, options, report }) {
    const { environment } = options as z.output<typeof Options>;
    const known = new Set([...getDeclared(file), ...(file.body?.assigned ?? []), ...environment]);
    for (const use of file.body?.variables ?? []) {
      if (isLiteral(use) || known.has(use.name)) continue;
      // Once is enough: the cure is one declaration.
      known.add(use.name);
      report({
        place: use.place,
        message: `Unexpected variable ${quote(use.name)} in a command, expected one that is declared or assigned`,
        hint: hintAt(
          getSuggestion(
            use.name,
            [...known].filter((name) => name !== use.name),
          ),
          'Declare it under `variables` in the front matter.',
        ),
        subject: use.name,
      });
    }
  },
});
