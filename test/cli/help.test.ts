import { describe, expect, it } from 'vitest';
import type { Io } from '../../plugins/docusaurus-plugin-gait/src/cli/io.ts';
import { createProgram } from '../../plugins/docusaurus-plugin-gait/src/cli/program.ts';
import { createFolder, gait } from './support.ts';

/** Commands that work. Those that other work brings are added here with it. */
const COMMANDS = [
  'validate',
  'fix',
  'new',
  'rename',
  'retire',
  'record',
  'promote',
  'explain',
  'due',
  'report',
  'diff',
  'owners',
  'controls',
  'export',
  'findings',
  'build',
  'run',
  'exercise',
];

const quiet: Io = {
  stdout: { write: () => undefined, isTTY: false },
  stderr: { write: () => undefined, isTTY: false },
  isInteractive: false,
  env: {},
  cwd: '/',
  now: () => 0,
  exitCode: 0,
};

type Command = Awaited<ReturnType<typeof createProgram>>;

/** Commands and their subcommands, each with its words. */
function listCommands(command: Command, words: string[] = []): { words: string[]; command: Command }[] {
  return (command.commands as Command[]).flatMap((one) => {
    const own = [...words, one.name()];
    return [{ words: own, command: one }, ...listCommands(one, own)];
  });
}

const program = await createProgram({ io: quiet });

describe('help', () => {
  it('lists the commands that there are and no other', async () => {
    const { stdout, code } = await gait(createFolder({}), ['--help']);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+)(?: \[| <| {2})/gmu)].map((match) => match[1]);
    expect(listed).toEqual([...COMMANDS, 'help']);
    expect(code).toBe(0);
  });

  it('is good enough to work from', async () => {
    const { stdout } = await gait(createFolder({}), ['validate', '--help']);
    expect(`\n${stdout}`).toMatchInlineSnapshot(`
      "
      Usage: gait validate [options] [paths...]

      check every file and how they fit together; runs no code of the repository

      Arguments:
        paths               report on these files and folders alone; everything is read all the same

      Options:
        --since <ref>       revision to compare with: raised claims, changed records (default: see below)
        --staged            check what the next commit will hold, and report on its files alone: for a
                            pre-commit hook
        --format <format>   who reads the output (choices: "pretty", "json", "github", "gitlab", "sarif",
                            "junit", default: "pretty")
        --max-warnings <n>  fail when there are more warnings than this
        --root <folder>     root of the knowledge base (default: the folder with gait.config.yaml, here or
                            above)
        --as-of <date>      day for everything that depends on time, YYYY-MM-DD (default: today)
        --no-cache          read every file anew
        -h, --help          print this help

      Without --since, the change is what HEAD has over its merge base with the main branch when the variable CI is set, and what
      the work tree has over HEAD otherwise. All diagnostics are reported, not only those of the change.

      With --staged every staged file of the repository is also scanned for credentials, whatever folder it lies in.

      Examples:
        $ gait validate                                      # check the knowledge base
        $ gait validate docs/sops/operations                 # report on one folder
        $ gait validate --format github --since origin/main  # annotate a pull request
        $ gait validate --format sarif > gait.sarif          # for code scanning
        $ gait validate --max-warnings 0                     # fail on any warning
        $ gait validate --staged                             # check a commit before it is made

      Exit codes:
        0  no errors, and no more warnings than allowed
        1  errors, or too many warnings
        2  wrong use, or a broken configuration
      "
    `);
  });

  it.each(listCommands(program).map(({ words, command }) => [words.join(' '), words, command] as const))(
    '%s describes itself, its options, examples and exit codes',
    async (_, words, command) => {
      const { stdout, code } = await gait(createFolder({}), [...words, '--help']);
      expect(code).toBe(0);
      expect(command.description()).not.toBe('');
      for (const option of command.options) expect(option.description, option.flags).not.toBe('');
      const isPart = words.length > 1;
      if (!isPart) expect(stdout).toMatch(/Examples:\n(?:.*\n)+\nExit codes:\n {2}0 {2}/u);
    },
  );

  it('tells the version', async () => {
    expect(await gait(createFolder({}), ['--version'])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/u) as string,
      stderr: '',
    });
  });
});

describe('wrong use', () => {
  it.each([
    [['valdate'], 'Did you mean validate?'],
    [['validate', '--formt', 'json'], 'Did you mean --format?'],
    [['validate', '--format', 'xml'], 'Allowed choices are pretty, json, github, gitlab, sarif, junit.'],
    [['validate', '--as-of', '2026-02-30'], 'Expected a date that exists'],
    [['validate', '--as-of', 'yesterday'], 'Expected a date that exists'],
    [['validate', '--max-warnings', '-1'], 'Expected a whole number'],
    [['validate', '--root', 'nowhere'], 'Unexpected `nowhere` as --root, expected a folder'],
    [['validate', 'nowhere.md'], 'Unexpected absence of `gait.config.yaml`'],
    [['explain', 'unknwn-key'], 'Did you mean `unknown-key`?'],
    [['report', 'maturty'], 'Did you mean maturity?'],
  ])('%j ends with 2 and says why', async (argv, message) => {
    const { code, stdout, stderr } = await gait(createFolder({}), argv);
    expect(code).toBe(2);
    expect(stdout + stderr).toContain(message);
    expect(stderr).not.toMatch(/^ {4}at /mu);
  });
});
