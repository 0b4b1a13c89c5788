import { describe, expect, it } from 'vitest';
import { toPages } from '../../plugins/docusaurus-plugin-gait/src/report/pages/index.ts';
import type { GaitPage } from '../../plugins/docusaurus-plugin-gait/src/report/pages/index.ts';
import { CATALOGUE, catalogueWith, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { NO_EVIDENCE, configurationWith, createBase, recordsOf } from './report-support.ts';

const CONTROLS = `  - id: '1.13'
    title: Access keys are rotated within 90 days
    assessment: automated
    checks: [{id: 'prowler:iam_rotate_access_key_90_days', verified: true}]
  - {id: '1.14', title: A gap, assessment: manual}`;
const RECORDS = recordsOf([
  { attests: "[{control: 'cis-aws@5.0.0#1.14', status: pass, reason: '@mallory saw it'}]" },
  { attests: "[{control: 'cis-aws@5.0.0#1.14', status: fail, reason: seen again}]" },
]);
/** The same day, the later one first in the list of files. */
const SAME_DAY = recordsOf([
  {
    attests: "[{control: 'cis-aws@5.0.0#1.14', status: fail}]",
    ...{ started_at: '2026-11-03T20:00:00Z', finished_at: '2026-11-03T21:00:00Z' },
  },
  {
    attests: "[{control: 'cis-aws@5.0.0#1.14', status: pass}]",
    ...{ started_at: '2026-11-03T13:00:00Z', finished_at: '2026-11-03T14:00:00Z' },
  },
]);

function pagesOf(publish: string, records = RECORDS): GaitPage[] {
  const files = {
    'gait.config.yaml': configurationWith(`${NO_EVIDENCE}${publish}`),
    [CATALOGUE]: catalogueWith(CONTROLS),
    'docs/sops/rotate-key.md': walkSopWith(),
    ...records.files,
  };
  return toPages({ base: createBase(files, { addedBy: records.addedBy }), rendered: new Map(), sources: new Map() });
}

const frameworkOf = (pages: GaitPage[]) => pages.find((page) => page.kind === 'framework')?.data;
const controlOf = (pages: GaitPage[], id: string) =>
  pages.flatMap((page) => (page.kind === 'control' && page.data.id === id ? [page.data] : []))[0];

describe('the page of a framework', () => {
  it('puts gaps first and counts by the maturity of the best SOP', () => {
    expect(frameworkOf(pagesOf(''))).toMatchObject({
      controls: [
        { id: '1.14', sops: [] },
        { id: '1.13', best: 'walk', sops: [{ id: 'rotate-key', maturity: 'walk' }] },
      ],
      maturities: [
        { key: 'gap', total: 1 },
        { key: 'crawl', total: 0 },
        { key: 'walk', total: 1 },
        { key: 'run', total: 0 },
      ],
    });
  });
});

describe('what people attest', () => {
  it('is on the page of its control as far as findings are published, and names nobody', () => {
    expect(controlOf(pagesOf(''), '1.14')).not.toHaveProperty('state', expect.anything());
    const newest = controlOf(pagesOf('publish: {findings: masked}\n'), '1.14');
    expect(newest?.state).toMatchObject({ verdict: 'fail', attestation: { status: 'fail', on: '2026-11-02' } });
    const older = recordsOf([
      { attests: "[{control: 'cis-aws@5.0.0#1.14', status: pass, reason: '@mallory saw it'}]" },
    ]);
    const page = controlOf(pagesOf('publish: {findings: full}\n', older), '1.14');
    expect(page?.state?.attestation).toMatchObject({ status: 'pass' });
    expect(JSON.stringify(page)).not.toContain('mallory');
  });

  it('is what the later of two records of one day says', () => {
    const page = controlOf(pagesOf('publish: {findings: masked}\n', SAME_DAY), '1.14');
    expect(page?.state?.attestation).toMatchObject({ status: 'fail', record: '2026-11-01-aaaaa0' });
  });
});
