import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { getProgram, guardCall } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/programs/index.ts';
import { readScript } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/script.ts';
import { toWords } from '../../plugins/docusaurus-plugin-gait/src/automation/exercise/words.ts';
import { gait } from '../cli/support.ts';
import { createExerciseSite, createFakePrograms, NOWHERE } from './exercise-site.ts';

const folder = mkdtempSync(join(tmpdir(), 'gait-escapes-'));
const started = join(folder, 'started');
/** Programs that leave a trace when they are started. */
const traces = createFakePrograms(
  `require('node:fs').appendFileSync(${JSON.stringify(started)}, process.argv[1] + '\\n');`,
);
afterAll(() => {
  traces.remove();
  rmSync(folder, { recursive: true, force: true });
});

const env = (): Record<string, string> => ({ PATH: traces.path, AWS_ENDPOINT_URL: NOWHERE });
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
