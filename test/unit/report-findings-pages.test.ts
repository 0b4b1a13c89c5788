import { describe, expect, it } from 'vitest';
import type { Finding } from '../../plugins/docusaurus-plugin-gait/src/model/finding.ts';
import { createDigest } from '../../plugins/docusaurus-plugin-gait/src/report/findings/digest.ts';
import { type GaitPage, toPages } from '../../plugins/docusaurus-plugin-gait/src/report/pages/index.ts';
import {
  CATALOGUE,
  EXCEPTION,
  catalogueWith,
  exceptionWith,
} from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { NO_EVIDENCE, configurationWith, createBase } from './report-support.ts';

const FINDING: Finding = {
  ...{ tool: 'prowler', kind: 'check', check: 'prowler:gap', status: 'fail', severity: 'high', source: 'a.json' },
  ...{ account: '111122223333', region: 'eu-west-1', resource: 'arn:aws:s3:::hidden', title: 'A bucket' },
  ...{ time: '2026-11-19T10:00:00Z', frameworks: [] },
};
const SERVED = 'prowler:iam_rotate_access_key_90_days';
const ALERT = { check: 'guardduty:Recon:EC2/PortProbe', tool: 'guardduty', kind: 'alert' } as const;
const FAILURES: Partial<Finding>[] = [{}, { check: SERVED, severity: 'low' }, { check: SERVED, resource: 'b' }, ALERT];

const CONTROLS = catalogueWith(`  - id: '1.13'
    title: Access keys are rotated within 90 days
    area: operations
    assessment: automated
    checks: [{id: '${SERVED}', verified: true}]
  - id: '1.14'
    title: A gap
    area: operations
    assessment: automated
    checks: [{id: 'prowler:gap', verified: true}]`);

/** What pages show, by their kind. */
type DataByKind = { [Page in GaitPage as Page['kind']]: Page['data'] };

/** Pages of the example with these findings, and exceptions as they are granted. */
function pagesOf(input: {
  publish: string;
  findings?: Partial<Finding>[];
  exception?: Record<string, string | undefined>;
}) {
  const { publish, findings = FAILURES, exception } = input;
  const digest = createDigest();
  for (const one of findings) digest.add({ ...FINDING, ...one });
  const base = createBase({
    'gait.config.yaml': configurationWith(
      `${NO_EVIDENCE}known_alerts: ['guardduty:Recon:EC2/PortProbe']\npublish: ${publish}\n`,
    ),
    [CATALOGUE]: CONTROLS,
    ...(exception && { [EXCEPTION]: exceptionWith(exception) }),
  });
  const pages = toPages({ base, rendered: new Map(), sources: new Map(), findings: digest.finish() });
  return <K extends keyof DataByKind>(kind: K, end = '/'): DataByKind[K] => {
    const page = pages.find((one) => one.kind === kind && one.path.endsWith(end));
    if (!page) throw new Error(`No page ${kind} ${end}`);
    return page.data as DataByKind[K];
  };
}

const GAP = { control: undefined, check: "'prowler:gap'" };
const FULL = '{findings: full, exceptions: full, people: handle}';

describe('pages with findings', () => {
  it('list what is needed now by SOP, severity and maturity, on the framework too', () => {
    const page = pagesOf({ publish: FULL });
    const references = page('findings').needs?.map((need) => need.reference);
    expect(references).toEqual(['guardduty:Recon:EC2/PortProbe', 'prowler:gap', SERVED]);
    const { needs, verdicts } = page('framework');
    expect(needs?.map((need) => [need.reference, need.sops.length, need.count])).toEqual([
      ['prowler:gap', 0, 1],
      [SERVED, 1, 2],
    ]);
    expect(JSON.stringify(needs)).not.toContain('111122223333');
    expect(verdicts).toMatchObject({ fail: 2, excused: 0 });
  });

  it('say where a check, an alert and a control stand', () => {
    const page = pagesOf({ publish: FULL });
    expect(page('check', '/gap/').state).toEqual({
      ...{ verdict: 'fail', fails: 1, stale: 0, on: '2026-11-19', isExcused: false },
    });
    expect(page('alert').state).toMatchObject({ verdict: 'fail', fails: 1 });
    expect(page('control', '/1-14/').state).toMatchObject({ verdict: 'fail', isExcused: false });
  });

  it('ask of an area that no failing check lacks an SOP or an exception', () => {
    const conditionOf = (input: Omit<Parameters<typeof pagesOf>[0], 'publish'>, publish = FULL) =>
      pagesOf({ publish, ...input })('report-scoreboard').areas[0]?.score.conditions.find(
        (one) => one.kind === 'findings',
      );
    expect(conditionOf({})).toMatchObject({
      holds: false,
      detail: '1 of 2 failing checks have neither an SOP nor an exception',
    });
    expect(conditionOf({ exception: GAP })).toMatchObject({ holds: true });
    expect(conditionOf({ exception: { ...GAP, expires: '2026-11-19' } })).toMatchObject({ holds: false });
    expect(conditionOf({ exception: GAP }, '{findings: counts}')).toMatchObject({ holds: false });
    expect(conditionOf({ findings: [] })).toBeUndefined();
    expect(conditionOf({}, '{findings: none}')).toBeUndefined();
    expect(pagesOf({ publish: FULL })('report-scoreboard').elsewhere).toEqual({ failing: 1, unanswered: 1 });
  });
});

describe('exceptions', () => {
  const standsOf = (exception: Record<string, string | undefined>, publish = FULL) => {
    const page = pagesOf({ publish, exception });
    return [
      page('check', '/gap/').state?.isExcused,
      page('control', '/1-14/').state?.isExcused,
      page('findings').needs?.find((need) => need.reference === 'prowler:gap')?.isExcused,
      page('framework').verdicts?.excused,
    ];
  };

  it('are shown wherever the status is, from a check or from its control', () => {
    expect(standsOf(GAP)).toEqual([true, true, true, 1]);
    expect(standsOf({ control: "'cis-aws@5.0.0#1.14'" })).toEqual([true, true, true, 1]);
    for (const exception of [GAP, { control: "'cis-aws@5.0.0#1.14'" }]) {
      const page = pagesOf({ publish: FULL, exception });
      const row = { id: 'old-build-key', isExpired: false, reason: 'its successor is being built' };
      expect(page('check', '/gap/').exceptions).toMatchObject([row]);
      expect(page('control', '/1-14/').exceptions).toMatchObject([row]);
      expect(page('framework').exceptions).toBe(1);
      expect(page('framework').controls.map(({ id, exceptions }) => [id, exceptions])).toEqual([
        ['1.14', 1],
        ['1.13', 0],
      ]);
    }
  });

  it('that have expired excuse nothing, and are still told', () => {
    const expired = { ...GAP, expires: '2026-11-19' };
    expect(standsOf(expired)).toEqual([false, false, false, 0]);
    const page = pagesOf({ publish: FULL, exception: expired });
    expect(page('check', '/gap/').exceptions).toMatchObject([{ isExpired: true, expires: '2026-11-19' }]);
    expect(page('framework').exceptions).toBe(0);
  });

  it('of another account excuse nothing', () => {
    expect(standsOf({ ...GAP, scope: 'account 444455556666' })).toEqual([false, false, false, 0]);
  });

  it('are told by nobody unless they are published', () => {
    expect(standsOf(GAP, '{findings: full, exceptions: none}')).toEqual([false, false, false, 0]);
    const page = pagesOf({ publish: '{findings: full, exceptions: none}', exception: GAP });
    expect(page('check', '/gap/').exceptions).toBeUndefined();
    expect(page('framework').exceptions).toBeUndefined();
    expect(pagesOf({ publish: '{exceptions: counts}', exception: GAP })('check', '/gap/').exceptions).toBe(1);
  });

  it('are listed by who granted them, those that end first on top', () => {
    const page = pagesOf({ publish: FULL, exception: { ...GAP, granted_by: "'@alice'" } });
    expect(page('exceptions').owners).toMatchObject([{ owner: '@alice', exceptions: [{ id: 'old-build-key' }] }]);
  });
});
