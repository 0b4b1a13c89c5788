import { describe, expect, it } from 'vitest';
import { getMaturityReport } from '../../plugins/docusaurus-plugin-gait/src/report/maturity.ts';
import { getScoreboard } from '../../plugins/docusaurus-plugin-gait/src/report/scoreboard.ts';
import { sopWith, standardWith, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { NO_EVIDENCE, configurationWith, createBase, recordsOf } from './report-support.ts';

const SITE = { 'gait.config.yaml': configurationWith(NO_EVIDENCE) };

describe('maturity report', () => {
  it('counts active SOPs by area and effective maturity, and names them', () => {
    const base = createBase({
      ...SITE,
      'docs/sops/other.md': sopWith({ frontMatter: { id: 'other', title: 'Another', area: 'production' } }),
      'docs/sops/old.md': sopWith({ frontMatter: { id: 'old', status: 'retired', replaced_by: 'none' } }),
    });
    const report = getMaturityReport(base);
    expect(report.counts).toEqual({ crawl: 1, walk: 1, run: 0 });
    expect(report.total).toBe(2);
    expect(report.rows.map((row) => row.id)).toEqual(['other', 'rotate-key']);
    expect(report.areas.map(({ key, sops, total, atTarget }) => ({ key, sops, total, atTarget }))).toEqual([
      { key: 'operations', sops: { crawl: [], walk: ['rotate-key'], run: [] }, total: 1, atTarget: 1 },
      { key: 'production', sops: { crawl: ['other'], walk: [], run: [] }, total: 1, atTarget: 0 },
    ]);
  });

  it('tells what is claimed from what is effective, with what is missing', () => {
    const base = createBase({ 'gait.config.yaml': configurationWith() });
    const [row] = getMaturityReport(base).rows;
    expect(row).toMatchObject({ claimed: 'walk', earned: 'crawl', effective: 'crawl', isOverclaimed: true });
    expect(row?.unmet).toContainEqual({ level: 'walk', what: '0 of 1 record' });
  });

  it('names what to automate next', () => {
    const policy = 'policy: {run: {records: 1, people: 1, environments: [production]}}\n';
    const { files, addedBy } = recordsOf([{}]);
    const base = createBase({ 'gait.config.yaml': configurationWith(policy), ...files }, { addedBy });
    expect(getMaturityReport(base).ready).toEqual(['rotate-key']);
  });

  it('lists an SOP of an unknown area apart instead of losing it', () => {
    const base = createBase({
      ...SITE,
      'docs/sops/stray.md': sopWith({ frontMatter: { id: 'stray', area: 'nowhere' } }),
    });
    expect(getMaturityReport(base).areas.at(-1)).toMatchObject({ key: '', total: 1 });
  });
});

describe('scoreboard', () => {
  const markOf = (files: Record<string, string>, asOf?: string) =>
    getScoreboard(createBase({ ...SITE, ...files }, { asOf }))[0];

  it('is done when every required SOP and every standard holds', () => {
    expect(markOf({})).toMatchObject({ key: 'operations', mark: 'done', held: 2 });
  });

  it('is partly when some holds, and says why the rest does not', () => {
    const score = markOf({ 'docs/sops/rotate-key.md': sopWith() });
    expect(score).toMatchObject({ mark: 'partly', held: 1 });
    expect(score?.conditions[0]).toMatchObject({ holds: false, detail: 'is at crawl, below walk' });
  });

  it('is partly when a standard is overdue for review', () => {
    const score = markOf({}, '2027-10-02');
    expect(score?.conditions.map((one) => one.detail)).toEqual([
      'was due for review on 2027-04-01',
      'was due for review on 2027-10-01',
    ]);
    expect(score?.mark).toBe('not-done');
    expect(markOf({}, '2027-04-02')?.mark).toBe('partly');
  });

  it('is not done when nothing holds', () => {
    const score = markOf({
      'docs/sops/rotate-key.md': sopWith(),
      'docs/standards/access.md': standardWith({ frontMatter: { last_reviewed_on: '2020-01-01' } }),
    });
    expect(score).toMatchObject({ mark: 'not-done', held: 0 });
  });

  it('does not count an SOP that is not written or no longer active', () => {
    const configuration = configurationWith(NO_EVIDENCE).replace('[rotate-key]', '[rotate-key, missing]');
    expect(markOf({ 'gait.config.yaml': configuration })?.conditions[1]).toMatchObject({
      id: 'missing',
      exists: false,
      holds: false,
      detail: 'is not written yet',
    });
    const draft = walkSopWith({ frontMatter: { status: 'draft' } });
    expect(markOf({ 'docs/sops/rotate-key.md': draft })?.conditions[0]).toMatchObject({ detail: 'is draft' });
  });

  it('is not assessed when the area requires nothing', () => {
    expect(getScoreboard(createBase(SITE))[1]).toMatchObject({ key: 'production', mark: 'not-assessed' });
  });
});
