import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { describeCheckCases } from './check-cases.ts';
import { TOKEN, FUNCTION, createFunction, scene } from './scenes/scan-secrets.ts';

await describeCheckCases(scene, (bench) => {
  const getPlan = async (inputs = {}) => (await bench.plan({ inputs })).view?.plan;

  it('finds a secret that is gone from the files and not from the history, and never shows it', async () => {
    bench.checkout.commit('deploy.sh', `\nexport TOKEN=${TOKEN}\n`);
    bench.checkout.commit('deploy.sh', 'export TOKEN="$(get-token)"\n');
    const { view } = await bench.plan({ inputs: {} });
    expect(view?.plan).toMatchObject({
      stop: { step: 'judge-findings' },
      findings: [
        {
          resource: 'deploy.sh',
          what: 'deploy.sh holds what looks like a secret: GitHub token in line 2',
          advice: expect.stringMatching(/--find-object=[0-9a-f]{40}/u) as string,
        },
      ],
    });
    expect(JSON.stringify(view)).not.toContain(TOKEN);
  });

  it('looks into the folder of the artefact, committed or not', async () => {
    bench.checkout.commit('release/index.js', '');
    expect(await getPlan({ artefact: 'release' })).toMatchObject({ findings: [], stop: undefined });
    execFileSync('tee', ['release/.env'], { cwd: bench.checkout.root, input: `TOKEN=${TOKEN}\n`, stdio: 'pipe' });
    expect((await getPlan({ artefact: 'release' }))?.findings.map(({ id }) => id)).toEqual(['artefact/release/.env']);
  });

  it('lets a test value be that an exception in force names by its file', async () => {
    bench.checkout.commit('test/values.ts', `const token = '${TOKEN}';\n`);
    expect((await getPlan())?.findings).toHaveLength(2);
    bench.checkout.grant('test-values', { control: 'secure-devops@1#secrets', scope: 'test/values.ts' });
    expect((await getPlan())?.findings).toEqual([]);
  });

  it('tells plain secrets and those of another account by the name of the variable alone', async () => {
    await createFunction(bench, {
      API_TOKEN: 'another-secret',
      DATABASE: 'arn:aws:secretsmanager:eu-west-1:999988887777:secret:db',
      QUEUE: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:queue',
    });
    const { findings, view, run = '' } = await bench.apply();
    expect(findings.map(({ id }) => id)).toEqual([`${FUNCTION}/plain-API_TOKEN`, `${FUNCTION}/foreign-DATABASE`]);
    const journal = bench.checkout.read(`.gait/runs/${run}/journal.jsonl`);
    expect(JSON.stringify(view) + journal).not.toContain('another-secret');
  });

  it('refuses a folder without files, and a history that is cut off', async () => {
    expect((await bench.plan({ inputs: { artefact: 'nowhere' } })).error).toMatch(/Unexpected path `nowhere`/u);
    bench.checkout.commit('second', '');
    const [head = ''] = execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: bench.checkout.root,
      encoding: 'utf8',
    }).split('\n');
    execFileSync('tee', ['.git/shallow'], { cwd: bench.checkout.root, input: `${head}\n`, stdio: 'pipe' });
    expect((await bench.plan({ inputs: {} })).error).toMatch(/Unexpected shallow clone, expected the full history/u);
  });
});
