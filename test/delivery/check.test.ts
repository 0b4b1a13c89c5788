import { spawn } from 'node:child_process';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Impact } from '../../plugins/docusaurus-plugin-gait/src/model/schema/impact.ts';
import { EXAMPLE_SITE, sopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { commitAll, createSite, writeFiles } from '../cli/support.ts';
import { ROOT, getCleanEnvironment } from '../support/run.ts';

interface Checked {
  code: number | null;
  output: string;
  /** Names of the reports. */
  reports: string[];
  read: (name: string) => Promise<string>;
}

/** Runs what CI runs, in a knowledge base elsewhere. */
async function check(folder: string, env: NodeJS.ProcessEnv): Promise<Checked> {
  const { CI: _, GITHUB_ACTIONS: __, GITLAB_CI: ___, ...inherited } = getCleanEnvironment();
  const child = spawn('bash', [join(ROOT, 'tools/ci/check.sh')], {
    cwd: folder,
    env: { ...inherited, GAIT: ROOT, GAIT_OUTPUT: '.git/report', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  const report = join(folder, '.git/report');
  return {
    code,
    output,
    reports: (await readdir(report)).sort(),
    read: (name) => readFile(join(report, name), 'utf8'),
  };
}

const parse = <T>(text: string): T => JSON.parse(text) as T;

/** The check knows no other day than today, so that only pages reviewed today have no review overdue at any time. */
const toReviewedToday = (text: string): string =>
  text.replace(/^last_reviewed_on: .*$/mu, `last_reviewed_on: ${new Date().toISOString().slice(0, 10)}`);

/** A valid knowledge base whose pages were reviewed today. */
function createReviewedSite(): string {
  const pages = Object.entries(EXAMPLE_SITE).filter(([name]) => name.endsWith('.md'));
  return createSite(Object.fromEntries(pages.map(([name, text]) => [name, toReviewedToday(text)])));
}

// Several processes each, on a machine that may be busy.
describe('the check of a change', { timeout: 120_000 }, () => {
  it('annotates on GitHub, and leaves SARIF, the impact and a summary', async () => {
    const folder = createReviewedSite();
    const base = commitAll(folder);
    writeFiles(folder, { 'docs/sops/rotate-key.md': toReviewedToday(sopWith({ frontMatter: { owner: 'nobody' } })) });
    commitAll(folder, 'Change');
    const summary = join(folder, '.git/summary.md');
    await writeFile(summary, '');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary, GAIT_BASE: base };
    const { code, output, reports, read } = await check(folder, env);
    expect(code, output).toBe(1);
    expect(output).toMatch(/^::error file=docs\/sops\/rotate-key\.md,line=\d+,.*::Unexpected owner `nobody`/mu);
    expect(reports).toEqual(['diff.json', 'gait.sarif', 'impact.md', 'validate.json']);
    expect(parse<{ runs: { results: { ruleId: string }[] }[] }>(await read('gait.sarif')).runs[0]?.results).toEqual([
      expect.objectContaining({ ruleId: 'unknown-owner' }),
    ]);
    expect(Impact.parse(parse(await read('diff.json'))).base.commit).toBe(base);
    const text = await readFile(summary, 'utf8');
    expect(text).toMatch(/^### Knowledge base\n\n1 error, 0 warnings in 1 SOP and \d other files?\.\n/u);
    expect(text).toContain(await read('impact.md'));
  });

  it('leaves code quality and JUnit on GitLab, and no impact without a base', async () => {
    const folder = createReviewedSite();
    const { code, output, reports, read } = await check(folder, { GITLAB_CI: 'true' });
    expect(code, output).toBe(0);
    expect(reports).toEqual(['gl-code-quality-report.json', 'junit.xml']);
    expect(parse(await read('gl-code-quality-report.json'))).toEqual([]);
    expect(await read('junit.xml')).toMatch(/<testsuites? /u);
  });

  it('says that the base is not there, and fails', async () => {
    const folder = createReviewedSite();
    commitAll(folder);
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, '.git/x'), GAIT_BASE: 'f'.repeat(40) };
    const { code, output, reports } = await check(folder, env);
    expect(code).toBe(2);
    expect(output).toContain(`Unexpected revision \`${'f'.repeat(40)}\``);
    expect(output).not.toMatch(/^ +at /mu);
    expect(reports).toEqual([]);
  });
});
