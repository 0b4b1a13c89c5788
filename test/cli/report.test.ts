import { describe, expect, it } from 'vitest';
import { Coverage } from '../../plugins/docusaurus-plugin-gait/src/model/schema/coverage.ts';
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

  it('of one level, assessment or maturity of the best SOP', async () => {
    const folder = createSite(FILES);
    const read = async (...argv: string[]): Promise<Coverage> =>
      Coverage.parse(JSON.parse((await gait(folder, ['report', 'coverage', '--format', 'json', ...argv])).stdout));
    const list = async (...argv: string[]) =>
      (await read(...argv)).frameworks.flatMap(({ controls }) => controls.map((one) => one.reference.split('#')[1]));
    expect(await list()).toEqual(['1.12', '1.13', '1.99']);
    expect(await list('--level', '1')).toEqual(['1.13']);
    expect(await list('--assessment', 'manual')).toEqual(['1.99']);
    expect(await list('--best', 'gap')).toEqual(['1.12']);
    expect(await list('--best', 'walk', '--assessment', 'automated')).toEqual(['1.13']);
    expect((await read('--best', 'walk')).frameworks[0]).toMatchObject({
      counts: { total: 1, covered: 1 },
      by_maturity: [{ total: 0 }, { total: 0 }, { key: 'walk', total: 1, checked: 1 }, { total: 0 }],
    });
    expect(await gait(folder, ['report', 'coverage', '--level', '3'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Unexpected `3` as --level, expected one of: 1\n') as string,
    });
  });

  it('says when there is no catalogue', async () => {
    const folder = createSite({ 'controls/cis-aws-5.0.0.yaml': '' });
    expect((await gait(folder, ['report', 'coverage'])).stdout).toContain('No control catalogue');
  });
});
