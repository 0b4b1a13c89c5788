import { describe, expect, it } from 'vitest';
import { importCatalogue, toLines } from './read-controls-support.ts';

const requirement = (Id: unknown, Checks: unknown, more: object = {}, attributes: object = {}) => ({
  Id,
  Description: `What ${String(Id)} asks`,
  Checks,
  Attributes: [{ Section: '1 First chapter', Profile: 'Level 1', AssessmentStatus: 'Automated', ...attributes }],
  ...more,
});
const file = (Requirements: unknown[], head: object = {}) => ({
  Framework: 'CIS',
  Name: 'CIS Amazon Web Services Foundations Benchmark v9.0.0',
  Version: '9.0',
  Provider: 'AWS',
  Requirements,
  ...head,
});

describe('compliance file of Prowler', () => {
  it('gives key, whole version and title of a benchmark', () => {
    const { framework, version, title } = importCatalogue(file([requirement('1.1', [])]));
    expect([framework, version, title]).toEqual(['cis-aws', '9.0.0', 'CIS Amazon Web Services Foundations Benchmark']);
  });

  it('gives path, levels, assessment and checks of a control', () => {
    const { controls } = importCatalogue(
      file([
        requirement(
          '1.2',
          ['iam_root_mfa_enabled'],
          {},
          { SubSection: '1.1 Users', Profile: 'Level 2', AssessmentStatus: 'Manual' },
        ),
      ]),
    );
    expect(controls).toEqual([
      {
        id: '1.2',
        title: 'Users 1.2',
        path: ['First chapter', 'Users'],
        levels: ['2'],
        assessment: 'manual',
        status: 'active',
        checks: [{ id: 'prowler:iam_root_mfa_enabled', verified: true }],
        decides: 'all',
      },
    ]);
  });

  it('takes the profiles of all attributes, as the benchmark calls them', () => {
    const attributes = ['E3 Level 1', 'E5 Level 1', 'Level 2'].map((Profile) => ({ Section: 'S', Profile }));
    const { controls } = importCatalogue(file([requirement('1.1', [], { Attributes: attributes })]));
    expect(controls[0]?.levels).toEqual(['E3 Level 1', 'E5 Level 1', '2']);
  });

  it('reads a second 1.1 that stands between 1.9 and 1.11 as 1.10, and sorts by number', () => {
    const ids = ['1.1', '1.2', '1.9', '1.1', '1.11', '1.10.1', '2.1'];
    const { controls, notes } = importCatalogue(
      file(ids.map((id, at) => requirement(id, ['iam_root_mfa_enabled'], { Description: `Control ${at}` }))),
    );
    expect(controls.map(({ id }) => id)).toEqual(['1.1', '1.2', '1.9', '1.10', '1.10.1', '1.11', '2.1']);
    expect(toLines(notes)[0]).toBe(
      'duplicate 1.1: Unexpected second control `1.1`, expected each id once → Read as `1.10`: it stands between `1.9` and `1.11`, so its last zero was lost.',
    );
  });

  it('merges a second control that says the same, and keeps one that does not under an id of its own', () => {
    const { controls, notes } = importCatalogue(
      file([
        requirement('1.1', ['iam_root_mfa_enabled']),
        requirement('1.1', ['iam_root_mfa_enabled', 'iam_no_root_access_key']),
        requirement('1.1', [], { Description: 'Something else' }),
      ]),
    );
    expect(controls.map(({ id, checks }) => [id, ...checks.map((check) => check.id)])).toEqual([
      ['1.1', 'prowler:iam_root_mfa_enabled', 'prowler:iam_no_root_access_key'],
      ['1.1-2'],
    ]);
    expect(toLines(notes).slice(0, 2)).toEqual([
      'duplicate 1.1: Unexpected second control `1.1`, expected each id once → Merged with the first, which says the same: levels and checks of both are kept.',
      'duplicate 1.1: Unexpected second control `1.1`, expected each id once → Kept as `1.1-2`: it says something else than the first. Mend its id by hand.',
    ]);
  });

  it('names empty lists, second checks, old names and unknown names', () => {
    const { byId, notes } = importCatalogue(
      file([
        requirement('1.1', []),
        requirement('1.2', ['iam_root_mfa_enabled', 'iam_root_mfa_enabled']),
        requirement('1.3', ['apigateway_waf_acl_attached', 'inspector2_findings_exist']),
        requirement('1.4', ['iam_root_mfa_enabld', 'not one']),
      ]),
      { titles: new Map(['1.1', '1.2', '1.3', '1.4'].map((id) => [id, { title: `Ours ${id}`, area: 'operations' }])) },
    );
    expect(toLines(notes)).toEqual([
      'empty-checks 1.1: Unexpected empty list of checks, expected some → Kept: a catalogue lists every control.',
      'duplicate 1.2: Unexpected second `prowler:iam_root_mfa_enabled`, expected each check once → Kept once.',
      'alias 1.3: Unexpected old name `apigateway_waf_acl_attached` of a check, expected the present one → Written as `apigateway_restapi_waf_acl_attached`.',
      'alias 1.3: Unexpected old name `inspector2_findings_exist` of a check, expected the present one → Written as `inspector2_active_findings_exist` and `inspector2_is_enabled`.',
      'unknown-id 1.4: Unexpected check `iam_root_mfa_enabld`, expected one that Prowler has (`iam_root_mfa_enabled`?) → Kept as written, but not as verified.',
      'left-out 1.4: Unexpected check `prowler:not one`, expected a tool and a check, such as `prowler:iam_root_mfa_enabled` → Left out: it names no tool.',
    ]);
    expect(byId.get('1.4')?.checks).toEqual([{ id: 'prowler:iam_root_mfa_enabld', verified: false }]);
    expect(byId.get('1.4')).toMatchObject({ title: 'Ours 1.4', area: 'operations' });
  });

  it('keeps numbers as ids, leaves out what has none, and says so', () => {
    const { controls, notes } = importCatalogue(
      file([
        requirement(1.1, ['iam_root_mfa_enabled']),
        requirement(undefined, []),
        requirement('a b', ['iam_root_mfa_enabled']),
      ]),
    );
    expect(controls.map(({ id }) => id)).toEqual(['1.1', 'a-b']);
    expect(toLines(notes).slice(0, 3)).toEqual([
      'id 1.1: Unexpected number `1.1` as an id, expected text → Kept as its text: a zero at its end would be lost already.',
      'left-out control 2: Unexpected control without an id, expected one → Left out: nothing could refer to it.',
      'id a-b: Unexpected id `a b`, expected letters, digits and `. _ - ( )` → Written as `a-b`, so that references can hold it.',
    ]);
  });

  it('takes prose as titles and statements only under a licence that allows it', () => {
    const content = file([
      requirement('1.1', ['iam_root_mfa_enabled'], { Description: 'First sentence. Second one.' }),
    ]);
    expect(importCatalogue(content).controls[0]).toMatchObject({ title: 'First chapter 1.1' });
    expect(importCatalogue(content, { licence: 'CC-BY-4.0', keepStatements: true }).controls[0]).toMatchObject({
      title: 'First sentence',
      statement: 'First sentence. Second one.',
    });
  });

  it('makes the controls of Security Hub their own checks, and takes the month for a standard without a version', () => {
    const { framework, version, controls } = importCatalogue(
      file([requirement('IAM.9', [], { Name: 'Some name' }, { Severity: 'Critical', Section: 'IAM' })], {
        Framework: 'AWS-Foundational-Security-Best-Practices',
        Name: 'Best practices',
        Version: '',
      }),
    );
    expect([framework, version]).toEqual(['aws-fsbp', '2026-11']);
    expect(controls[0]).toMatchObject({
      title: 'Some name',
      severity: 'critical',
      checks: [{ id: 'securityhub:IAM.9', verified: true }],
    });
  });

  it('reads the universal form, and knows no checks of other providers', () => {
    const { framework, controls, notes } = importCatalogue({
      framework: 'My-Framework',
      name: 'Mine',
      version: '1',
      provider: 'Azure',
      requirements: [
        {
          id: 'A-1',
          name: 'A-1 A name',
          description: 'Text',
          attributes: { section: 'Part' },
          checks: { gcp: ['b_check'], azure: ['a_check'] },
        },
      ],
    });
    expect(framework).toBe('my-framework');
    expect(controls[0]).toMatchObject({
      title: 'A name',
      path: ['Part'],
      checks: [{ id: 'prowler:a_check' }, { id: 'prowler:b_check' }],
    });
    expect(notes).toEqual([]);
  });

  it('names a severity that is none', () => {
    const { controls, notes } = importCatalogue(
      file([requirement('1.1', ['iam_root_mfa_enabled'], {}, { Severity: 'grave' })]),
    );
    expect(controls[0]?.severity).toBeUndefined();
    expect(toLines(notes)[0]).toBe(
      'left-out 1.1: Unexpected severity `grave`, expected critical, high, medium, low, informational → Left out.',
    );
  });
});
