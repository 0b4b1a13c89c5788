import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { getForkReason } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/fork.ts';
import { needsPolicies, readExercise } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/subject.ts';
import { createDiskSource } from '../../plugins/docusaurus-plugin-gait/src/read/disk.ts';
import { gait } from '../cli/support.ts';
import { createCheckout } from './checkout.ts';
import { describeWith } from './describe.ts';
import { MOTO_FOLDER, useEmulator } from './emulator.ts';
import { getAbsence } from './programs.ts';

const ROOT = join(import.meta.dirname, '../..');
const EXERCISED = readdirSync(join(ROOT, 'test/sops')).sort();
/** SOPs that may be left out: an automation carries each out, and is tested against the emulator. */
const BY_AUTOMATION = readdirSync(join(ROOT, 'scripts'));

// A fork's commands are carried out nowhere.
const reason = getForkReason(process.env) ?? getAbsence(['aws', 'jq']);
if (reason !== undefined) process.stderr.write(`\nSKIPPED: SOPs are not exercised, because ${reason}\n`);
const started = reason === undefined ? await useEmulator() : undefined;

it('is done for every SOP that can be exercised', () => {
  const sops = globSync('docs/sops/**/*.md', { cwd: ROOT }).map(
    (path) => path.split('/').at(-1)?.replace('.md', '') ?? '',
  );
  expect(EXERCISED.filter((id) => !sops.includes(id))).toEqual([]);
  expect(sops.filter((id) => ![...EXERCISED, ...BY_AUTOMATION].includes(id))).toEqual([]);
});

describeWith(started, 'gait exercise', (emulator) => {
  const env = { PATH: process.env.PATH ?? '', AWS_ENDPOINT_URL: emulator.endpoint };

  beforeEach(() => emulator.reset());
  afterAll(() => emulator.stop());

  it.each(EXERCISED)(
    'carries out %s',
    async (id) => {
      // An emulator with AWS' own policies is slow: such an SOP starts one of its own.
      const isOwn = needsPolicies(await readExercise(createDiskSource(ROOT), id));
      const settings = isOwn ? { PATH: env.PATH, PYTHONPATH: process.env.PYTHONPATH ?? MOTO_FOLDER } : env;
      const { code, stdout, stderr } = await gait(ROOT, ['exercise', id], { env: settings, now: () => Date.now() });
      expect(stdout + stderr).toMatch(/Passed\.\n/u);
      expect(code).toBe(0);
    },
    // Each call of the AWS CLI takes most of a second, on a busy machine several.
    600_000,
  );

  it('writes a record that says what was done by what, when it is asked to', async () => {
    const checkout = createCheckout(['docs/sops/account-governance/check-root-user.md', 'test/sops/check-root-user']);
    try {
      const { code, stdout } = await gait(checkout.root, ['exercise', 'check-root-user', '--record'], {
        env,
        now: () => Date.now(),
      });
      expect(stdout).toMatch(/Passed\. Record: records\/check-root-user\/\d{4}-\d\d-\d\d-[a-z0-9]{6}\.yaml\n/u);
      expect(code).toBe(0);
      const [record] = checkout.getRecords('check-root-user');
      expect(record).toMatchObject({
        sop: 'check-root-user',
        performer: { exercise: 'gait' },
        environment: 'emulator',
        outcome: 'completed',
        mode: expect.stringMatching(
          /^emulator on the same machine; aws-cli\/\d+[\d.]+; jq-[\w.]+; (?:a network that holds only the emulator|this machine's network)$/u,
        ) as string,
      });
      expect(record?.steps.map(({ id, outcome, note }) => [id, outcome, note])).toMatchObject([
        ['confirm-account', 'done', undefined],
        ['list-mailboxes', 'done', undefined],
        ['test-mailbox', 'skipped', 'Left to a person.'],
        ['check-credentials', 'done', undefined],
        ['check-mfa', 'done', undefined],
        ['check-members', 'skipped', 'The emulator has no central root access.'],
        ['check-use', 'done', 'Not all: the emulator keeps no event history.'],
        ['check-contacts', 'done', 'Not all: the emulator has no account contact.'],
        ['write-result', 'skipped', 'Left to a person.'],
      ]);
    } finally {
      checkout.remove();
    }
  });

  it('writes no record of a text that is not committed', async () => {
    const checkout = createCheckout(['docs/sops/account-governance/check-root-user.md', 'test/sops/check-root-user']);
    try {
      execFileSync('git', ['rm', '-q', '--cached', 'test/sops/check-root-user/exercise.yaml'], { cwd: checkout.root });
      const { code, stderr } = await gait(checkout.root, ['exercise', 'check-root-user', '--record'], { env });
      expect(stderr).toContain('Unexpected change of `test/sops/check-root-user/exercise.yaml` since the last commit');
      expect(code).toBe(2);
    } finally {
      checkout.remove();
    }
  });

  it('ends with 1 and shows why when a command fails', async () => {
    const path = 'test/sops/check-root-user/exercise.yaml';
    const checkout = createCheckout(['docs/sops/account-governance/check-root-user.md', 'test/sops/check-root-user']);
    try {
      checkout.commit(
        path,
        readFileSync(join(ROOT, path), 'utf8').replace(/^ {2}aws organizations create-organization.*\n/mu, ''),
      );
      const { code, stdout } = await gait(checkout.root, ['exercise', 'check-root-user'], { env });
      expect(stdout).toContain('Failed in "Set-up": it ended with ');
      expect(stdout).toContain('AWSOrganizationsNotInUseException');
      expect(code).toBe(1);
    } finally {
      checkout.remove();
    }
  });
});
