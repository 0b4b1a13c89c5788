import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFolder, createSite, gait } from './support.ts';

/** What the person at the terminal answers, in order; a symbol gives up. */
const answers: (string | symbol)[] = [];
const asked: string[] = [];

interface Question {
  message: string;
  initialValue?: string;
  validate?: (value: string) => string | undefined;
}

vi.mock('@clack/prompts', () => {
  const ask = ({ message, initialValue, validate }: Question): Promise<string | symbol> => {
    asked.push(message);
    const answer = answers.shift() ?? initialValue ?? '';
    if (typeof answer === 'string') expect(validate?.(answer), message).toBeUndefined();
    return Promise.resolve(answer);
  };
  const say = (): void => undefined;
  return { text: ask, select: ask, intro: say, outro: say, cancel: say };
});

beforeEach(() => {
  answers.length = 0;
  asked.length = 0;
});

const FLAGS = [
  '--title',
  'Rotate: the "1.10" key #2',
  '--description',
  "When it's old.",
  '--area',
  'operations',
  '--owner',
  'platform',
];
const FILE = 'docs/sops/operations/rotate-the-1-10-key-2.md';

describe('gait new', () => {
  it('writes an SOP that validates without a word', async () => {
    const folder = createSite();
    const { code, stdout, stderr } = await gait(folder, ['new', ...FLAGS]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`Wrote ${FILE}\nFill in its two sections, then check it: gait validate ${FILE}\n`);
    expect(`\n${readFileSync(path.join(folder, FILE), 'utf8')}`).toMatchInlineSnapshot(`
      "
      ---
      id: rotate-the-1-10-key-2
      title: 'Rotate: the "1.10" key #2'
      description: When it's old.
      area: operations
      maturity: crawl
      owner: platform
      last_reviewed_on: 2026-11-20
      review_in: 6 months
      cadence: on-demand
      ---

      ## Purpose

      Say here what is true once this has been carried out.

      ## Procedure

      1. Say what to do first, as one action. {#first-step}

         Indent by three spaces what belongs to the step: text, commands in a fence, and what they print in a fence of language \`output\`.

      2. Say what to do next. {#next-step}
      "
    `);
    expect(await gait(folder, ['validate', '--max-warnings', '0'])).toEqual({
      code: 0,
      stdout: '0 errors, 0 warnings (2 SOPs, 2 other files checked)\n',
      stderr: '',
    });
    expect((await gait(folder, ['fix', '--dry-run', FILE])).code).toBe(0);
  });

  it.each([
    [['--cadence', 'on-event', '--trigger', 'An alert'], 'cadence: on-event\ntrigger: An alert\n'],
    [['--cadence', '1 month'], 'cadence:\n  every: 1 month\n  from: 2026-11-20\n'],
    [['--cadence', '2 weeks', '--from', '2026-12-01'], 'cadence:\n  every: 2 weeks\n  from: 2026-12-01\n'],
    [['--cadence', '0 9 * * 1'], 'cadence:\n  cron: 0 9 * * 1\n'],
    [['--id', '12345', '--review-in', '1 year'], "id: '12345'\n"],
  ])('takes %j', async (argv, yaml) => {
    const folder = createSite();
    expect(await gait(folder, ['new', ...FLAGS, ...argv])).toMatchObject({ code: 0, stderr: '' });
    const [name = ''] = readdirSync(path.join(folder, 'docs/sops/operations'));
    expect(readFileSync(path.join(folder, 'docs/sops/operations', name), 'utf8')).toContain(yaml);
    expect((await gait(folder, ['validate', '--max-warnings', '0'])).stdout).toMatch(/^0 errors, 0 warnings/u);
  });

  it.each([
    [['new'], 'Unexpected absence of --title, --description, --area, --owner'],
    [['new', ...FLAGS, '--cadence', 'on-event'], 'Unexpected absence of --trigger'],
    [['new', ...FLAGS, '--area', 'operatons'], 'Did you mean `operations`?'],
    [['new', ...FLAGS, '--owner', 'me'], 'Unexpected `me` as --owner, expected one of: platform'],
    [['new', ...FLAGS, '--id', '../../x'], 'Unexpected `../../x` as --id, expected lower-case words'],
    [['new', ...FLAGS, '--id', 'con'], 'Nothing was written'],
    [['new', ...FLAGS, '--title', '漢字'], 'Unexpected `` as --id'],
    [['new', ...FLAGS, '--title', 'a\nb'], 'b` as --title, expected one line'],
    [['new', ...FLAGS, '--cadence', 'sometimes'], 'Unexpected `sometimes` as --cadence, expected a duration'],
    [['new', ...FLAGS, '--id', 'rotate-key'], 'expected one that `docs/sops/rotate-key.md` does not have'],
  ])('%j ends with 2, says why, and writes nothing', async (argv, message) => {
    const folder = createSite();
    const { code, stderr } = await gait(folder, argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(existsSync(path.join(folder, 'docs/sops/operations'))).toBe(false);
  });

  it('overwrites nothing', async () => {
    const folder = createSite({ [FILE]: 'mine' });
    const { code, stderr } = await gait(folder, ['new', ...FLAGS]);
    expect(code).toBe(2);
    expect(stderr).toContain(`Unexpected file \`${FILE}\`, expected none: nothing is overwritten`);
    expect(readFileSync(path.join(folder, FILE), 'utf8')).toBe('mine');
  });

  it('needs a configuration', async () => {
    expect(await gait(createFolder({}), ['new', ...FLAGS])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Unexpected absence of `gait.config.yaml`') as string,
    });
  });
});

describe('gait new on a terminal', () => {
  const isInteractive = true;

  it('asks for what no flag says', async () => {
    const folder = createSite();
    answers.push('restart-api', 'When it hangs.', 'operations', 'platform', 'on-event', 'An alarm');
    const { code } = await gait(folder, ['new', '--title', 'Restart the API'], { isInteractive });
    expect(code).toBe(0);
    expect(asked).toEqual([
      'Its id, and the name of its file',
      'When should somebody reach for it?',
      'Which area does it belong to?',
      'Who is accountable for it?',
      'When is it carried out?',
      'Which event starts it?',
    ]);
    expect((await gait(folder, ['validate', '--max-warnings', '0'])).code).toBe(0);
  });

  it('asks how often', async () => {
    const folder = createSite();
    answers.push('Patch', 'patch', 'Each month.', 'operations', 'platform', 'interval', '1 month');
    expect((await gait(folder, ['new'], { isInteractive })).code).toBe(0);
    expect(asked.at(-1)).toBe('How often?');
    expect(readFileSync(path.join(folder, 'docs/sops/operations/patch.md'), 'utf8')).toContain('every: 1 month');
  });

  it('writes nothing when the person gives up', async () => {
    const folder = createSite();
    answers.push('Patch', Symbol('cancel'));
    expect(await gait(folder, ['new'], { isInteractive })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Nothing was written.\n',
    });
    expect(existsSync(path.join(folder, 'docs/sops/operations'))).toBe(false);
  });
});
