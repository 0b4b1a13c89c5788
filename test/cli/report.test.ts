import { describe, expect, it } from 'vitest';
import { catalogueWith, sopWith, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createSite, gait } from './support.ts';

const FILES = {
  'docs/sops/rotate-key.md': walkSopWith(),
  'docs/sops/draft.md': sopWith({ frontMatter: { id: 'draft', title: 'Ask =1+1 | @alice', status: 'active' } }),
  'controls/cis-aws-5.0.0.yaml':
    catalogueWith(`  - {id: '1.12', title: Unused keys are gone, assessment: automated, area: operations}
  - {id: '1.13', title: Keys are rotated, assessment: automated, levels: ['1'], checks: [{id: 'prowler:x', verified: true}]}
  - {id: '1.99', title: Old, assessment: manual, status: withdrawn}`),
};

describe('gait report maturity', () => {
  it.each(['table', 'md', 'json', 'csv'])('as %s', async (format) => {
    const { code, stdout, stderr } = await gait(createSite(FILES), ['report', 'maturity', '--format', format]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(`\n${stdout}`).toMatchSnapshot();
  });

  it('of one area', async () => {
    const folder = createSite(FILES);
    const { stdout } = await gait(folder, ['report', 'maturity', '--area', 'operations', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      report: 'maturity',
      total: 2,
      counts: { crawl: 1, walk: 1, run: 0 },
    });
    expect(await gait(folder, ['report', 'maturity', '--area', 'opertions'])).toMatchObject({
      code: 2,
      stderr: 'Unexpected `opertions` as --area, expected one of: operations\nDid you mean `operations`?\n',
    });
  });
});

describe('gait report coverage', () => {
  it.each(['table', 'md', 'json', 'csv'])('as %s', async (format) => {
    const { code, stdout, stderr } = await gait(createSite(FILES), ['report', 'coverage', '--format', format]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(`\n${stdout}`).toMatchSnapshot();
  });

  it('of one framework, with its version or without, and of one area', async () => {
    const folder = createSite(FILES);
    const read = async (...argv: string[]): Promise<unknown> =>
      JSON.parse((await gait(folder, ['report', 'coverage', '--format', 'json', ...argv])).stdout);
    const whole = await read();
    expect(await read('--framework', 'cis-aws')).toEqual(whole);
    expect(await read('--framework', 'cis-aws@5.0.0')).toEqual(whole);
    expect(await read('--area', 'operations')).toMatchObject({
      frameworks: [{ counts: { total: 1, covered: 0 }, controls: [{ reference: 'cis-aws@5.0.0#1.12' }] }],
    });
    expect((await gait(folder, ['report', 'coverage', '--framework', 'cis'])).code).toBe(2);
  });

  it('says when there is no catalogue', async () => {
    const folder = createSite({ 'controls/cis-aws-5.0.0.yaml': '' });
    expect((await gait(folder, ['report', 'coverage'])).stdout).toContain('No control catalogue');
  });
});
