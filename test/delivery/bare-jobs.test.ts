import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT, runNode } from '../support/run.ts';
import type { Workflow } from './workflow-rules.ts';

/** Commands of jobs that install nothing, by the name of the job: those that deploy, and so hold what is worth stealing. */
function getBareJobs(): [name: string, commands: string][] {
  const read = <T>(file: string): T => parse(readFileSync(join(ROOT, file), 'utf8')) as T;
  const { jobs = {} } = read<Workflow>('.github/workflows/main.yml');
  const gitlab = read<Record<string, { script?: string[]; extends?: string }>>('.gitlab-ci.yml');
  return [
    ...Object.entries(jobs).map(([name, { steps = [] }]): [string, string] => [
      `main.yml ${name}`,
      steps.map(({ run = '' }) => run).join('\n'),
    ]),
    ...Object.entries(gitlab)
      .filter(([, { extends: base }]) => base === undefined)
      .map(([name, { script = [] }]): [string, string] => [`.gitlab-ci.yml ${name}`, script.join('\n')]),
  ].filter(([, commands]) => commands.includes('node tools/') && !commands.includes('npm ci'));
}

describe('a job that installs nothing', () => {
  const jobs = getBareJobs();

  it('is each one that publishes', () => {
    expect(jobs.map(([name]) => name)).toEqual([
      'main.yml staging',
      'main.yml production',
      '.gitlab-ci.yml staging',
      '.gitlab-ci.yml production',
      '.gitlab-ci.yml smoke',
      '.gitlab-ci.yml roll-back',
    ]);
  });

  it.each(jobs)('%s runs nothing that needs a package', async (_, commands) => {
    const entryPoints = [...commands.matchAll(/node (tools\/[\w/-]+\.mjs)/gu)].map(([, path = '']) => path);
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: [...new Set([...entryPoints, 'tools/smoke-search.mjs'])],
      bundle: true,
      write: false,
      outdir: 'nowhere',
      platform: 'node',
      format: 'esm',
      packages: 'external',
      metafile: true,
    });
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
    expect(imports.filter(({ path, external }) => external && !isBuiltin(path))).toEqual([]);
  });
});

describe('the run to roll back to', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  /** Answers as the REST API of GitHub does, each time with the next of these. */
  async function find(
    answers: [status: number, body: object][],
  ): Promise<{ code: number | null; output: string; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.headers.authorization} ${request.url}`);
      const [status, body] = answers[asked.length - 1] ?? [500, {}];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    closers.push(() => (server.close(), server.closeAllConnections()));
    const env = {
      GITHUB_REPOSITORY: 'example/base',
      GITHUB_WORKFLOW_REF: 'example/base/.github/workflows/main.yml@refs/heads/main',
      GITHUB_REF_NAME: 'main',
      GITHUB_API_URL: `http://localhost:${(server.address() as AddressInfo).port}`,
      GITHUB_TOKEN: 'x',
    };
    const { code, output } = await runNode(['tools/ci/last-good.mjs'], { cwd: ROOT, env });
    return { code, output, asked };
  }

  it('is the latest that succeeded, asked for again when the host has a bad moment', async () => {
    const asked = 'Bearer x /repos/example/base/actions/workflows/main.yml/runs?branch=main&status=success&per_page=1';
    expect(
      await find([
        [502, {}],
        [200, { workflow_runs: [{ id: 7 }] }],
      ]),
    ).toEqual({
      code: 0,
      output: 'run=7\n',
      asked: [asked, asked],
    });
  });

  it('is missed when there is none, or it may not be asked for', async () => {
    expect(await find([[200, { workflow_runs: [] }]])).toMatchObject({
      code: 1,
      output: expect.stringContaining('Unexpected absence of an earlier run') as string,
    });
    expect(await find([[403, {}]])).toMatchObject({
      code: 1,
      output: expect.stringContaining('Unexpected answer 403') as string,
      asked: [expect.any(String)] as string[],
    });
  });
});
