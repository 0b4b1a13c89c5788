import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openNetwork } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/namespace.ts';
import { runProcess } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/process.ts';
import { guardCall } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/programs/index.ts';
import { gait } from '../cli/support.ts';
import { createExerciseSite, createFakePrograms, NOWHERE } from './exercise-site.ts';

const folder = mkdtempSync(join(tmpdir(), 'gait-programs-'));
const prints = createFakePrograms();
afterAll(() => {
  prints.remove();
  rmSync(folder, { recursive: true, force: true });
});

const env = (programs = prints): Record<string, string> => ({ PATH: programs.path, AWS_ENDPOINT_URL: NOWHERE });
const exercise = (site: string, settings = env()) => gait(site, ['exercise', 'rotate-key'], { env: settings });

describe('what a program gets', () => {
  const call = { folder, endpoint: NOWHERE, isPiped: false };

  it('has the emulator as the last word on where to go', () => {
    expect(guardCall('aws', { ...call, args: ['iam', 'list-users'] })).toEqual([
      'iam',
      'list-users',
      '--endpoint-url',
      NOWHERE,
      '--cli-read-timeout',
      '0',
    ]);
  });

  it.each(['/', '/teams/', '/orders/production/token', 'arn:aws:iam::1:user/x', 'policy.json', 'file://policy.json'])(
    'may be told %s',
    (value) => {
      expect(guardCall('aws', { ...call, args: ['iam', 'x', '--y', value] })).toContain(value);
    },
  );

  it('has an empty environment, a home of its own, dummy keys and the files of the set-up', async () => {
    const site = createExerciseSite(`\`\`\`bash {exercise="fails: never"}\naws a b --value=d\n\`\`\``, {
      'test/sops/rotate-key/policy.json': '{}',
      'test/sops/rotate-key/.aws/cli/alias': '[toplevel]\nx = !id\n',
    });
    const { stdout } = await exercise(site, {
      ...env(prints),
      AWS_PROFILE: 'admin',
      GITHUB_TOKEN: 'secret',
      NODE_OPTIONS: '--inspect',
    });
    const shown = JSON.parse(/\| (\{.*\})/u.exec(stdout)?.[1] ?? '') as Record<'env', Record<string, string>> &
      Record<'args' | 'files', string[]> &
      Record<'cwd' | 'input', string>;
    expect(Object.keys(shown.env).sort()).toEqual([
      ...[
        'AWS_ACCESS_KEY_ID',
        'AWS_CLI_AUTO_PROMPT',
        'AWS_CONFIG_FILE',
        'AWS_DEFAULT_REGION',
        'AWS_EC2_METADATA_DISABLED',
        'AWS_MAX_ATTEMPTS',
      ],
      ...['AWS_PAGER', 'AWS_REGION', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_SHARED_CREDENTIALS_FILE'],
      ...['HOME', 'LANG', 'PATH', 'TMPDIR', 'TZ'],
    ]);
    expect(shown.env).toMatchObject({
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    expect(shown.env.HOME).toMatch(/\/gait-exercise-[^/]+\/home$/u);
    expect(shown.cwd).toMatch(/\/gait-exercise-[^/]+\/work$/u);
    expect(shown.files).toEqual(['policy.json']);
    expect(shown.input).toBe('');
    expect(shown.args.slice(0, 4)).toEqual(['a', 'b', '--value=d', '--endpoint-url']);
    expect(existsSync(shown.cwd)).toBe(false);
  });

  it('reads what the program before it printed, also by name', async () => {
    const fence = '```bash {exercise="fails: never"}\naws a b | aws c d --value file:///dev/stdin\n```';
    const { stdout } = await exercise(createExerciseSite(fence), env(prints));
    const shown = JSON.parse(/\| (\{.*\})/u.exec(stdout)?.[1] ?? '') as { args: string[]; input: string };
    expect(shown.args).toContain('file:///dev/stdin');
    expect((JSON.parse(shown.input) as { args: string[] }).args.slice(0, 2)).toEqual(['a', 'b']);
  });

  it('shows no secret value when it fails', async () => {
    const fails = createFakePrograms('console.error(process.argv.join(" ")); process.exit(3);');
    const { code, stdout } = await exercise(
      createExerciseSite('```bash {exercise="no: first"}\naws a b\n```'),
      env(fails),
    );
    fails.remove();
    expect(stdout).toContain('--value [secret]');
    expect(stdout).not.toContain('very-secret-value');
    expect(code).toBe(1);
  });

  it('is ended when it takes too long, with everything that it started', async () => {
    const trace = join(folder, 'late');
    const code = `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => require("node:fs").writeFileSync(${JSON.stringify(trace)}, ""), 1500)'], { stdio: 'ignore' }); setInterval(() => {}, 1000);`;
    const argv = [process.execPath, '-e', code];
    const ended = await runProcess({ argv, cwd: folder, env: {}, milliseconds: 700 });
    expect(ended).toMatchObject({ code: undefined, limit: 'time' });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(existsSync(trace)).toBe(false);
  });

  it('is ended when it prints too much', async () => {
    const argv = [process.execPath, '-e', 'setInterval(() => process.stdout.write("x".repeat(65536)), 1)'];
    expect(await runProcess({ argv, cwd: folder, env: {}, milliseconds: 30_000 })).toMatchObject({
      code: undefined,
      limit: 'output',
    });
  });
});

describe('the network of an exercise', () => {
  it('holds the emulator and nothing else, or says why it cannot', async () => {
    const listen = async (answer: string) => {
      const server = createServer((_, response) => response.end(answer));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    };
    const [emulator, other] = [await listen('emulator'), await listen('other')];
    const network = await openNetwork({ endpoint: emulator.url, folder, env: process.env });
    try {
      const ask = async (url: string): Promise<string> => {
        const code = `fetch(${JSON.stringify(url)}).then((r) => r.text()).then(console.log, () => console.log('nothing'))`;
        const argv = [...network.prefix, process.execPath, '-e', code];
        const { stdout } = await runProcess({
          argv,
          cwd: folder,
          env: { PATH: process.env.PATH ?? '' },
          milliseconds: 30_000,
        });
        return stdout.trim();
      };
      expect(await ask(network.endpoint)).toBe('emulator');
      if (network.reason === undefined) {
        expect(await ask(other.url)).toBe('nothing');
        expect(await ask('http://169.254.169.254/latest/meta-data/')).toBe('nothing');
      } else expect(network.reason).toMatch(/this machine does not let it|neither/u);
    } finally {
      await network.close();
      for (const { server } of [emulator, other]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    }
  });
});
