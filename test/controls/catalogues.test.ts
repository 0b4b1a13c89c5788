import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Configuration } from '../../plugins/docusaurus-plugin-gait/src/model/schema/configuration.ts';
import { toCatalogueYaml, toCrosswalkYaml } from '../../plugins/docusaurus-plugin-gait/src/write/catalogue.ts';
import { getCatalogue, readCatalogues, readCorpus, readCrosswalks, readText } from './support.ts';

const configuration = Configuration.parse(parse(readText('gait.config.yaml')));
const catalogues = readCatalogues();

describe.each(catalogues)('$file', ({ file, text, data }) => {
  it('is named by its framework and version', () => {
    expect(file).toBe(`controls/${data.framework}-${data.version}.yaml`);
  });

  it('is written in the form that Gait writes', () => {
    expect(withoutComments(text)).toBe(toCatalogueYaml(data));
  });

  it('lists each control once, with a title of its own that names a state', () => {
    expect(new Set(data.controls.map(({ id }) => id)).size).toBe(data.controls.length);
    expect(new Set(data.controls.map(({ title }) => title)).size).toBe(data.controls.length);
    for (const { id, title } of data.controls) {
      expect(title, id).not.toMatch(/^(?:ensure|verify|establish|implement)\b|\bshould\b|\.$/iu);
      expect(title.length, id).toBeLessThanOrEqual(120);
    }
  });

  it('gives each control an area and a chapter', () => {
    const areas = configuration.areas.map(({ key }) => key);
    for (const { id, area, path } of data.controls) {
      expect(areas, id).toContain(area);
      expect(path.length, id).toBeGreaterThan(0);
    }
  });

  it('names each check once, of a tool that is known', () => {
    for (const { id, checks } of data.controls) {
      expect(new Set(checks.map((check) => check.id)).size, id).toBe(checks.length);
      for (const check of checks) expect(configuration.check_tools, check.id).toContain(check.id.split(':')[0]);
    }
  });

  it('keeps no text of others', () => {
    const isOurs = data.framework === 'secure-devops';
    for (const { id, statement } of data.controls) expect(statement !== undefined, id).toBe(isOurs);
  });
});

describe('the frameworks kept here', () => {
  it('have all of their controls', () => {
    expect(Object.fromEntries(catalogues.map(({ data }) => [`${data.framework}@${data.version}`, data.controls.length]))).toEqual({
      'aws-fsbp@2026-11': 286,
      'aws-well-architected-security@2023-04-10': 65,
      'cis-aws@3.0.0': 62,
      'cis-aws@5.0.0': 63,
      'cis-aws@6.0.0': 63,
      'owasp-asvs@5.0.0': 80,
      'owasp-masvs@2.1.0': 24,
      'secure-devops@1': 17,
    });
  });

  it('use one title for what stays the same from version to version', () => {
    for (const { data } of readCrosswalks()) {
      const before = new Map(getCatalogue(data.from).controls.map((one) => [one.id, one]));
      const after = new Map(getCatalogue(data.to).controls.map((one) => [one.id, one]));
      for (const { from, to, relation } of data.map) {
        if (relation !== 'same') continue;
        expect(before.get(from[0] ?? '')?.title, from[0]).toBe(after.get(to[0] ?? '')?.title);
      }
    }
  });
});

describe.each(readCrosswalks())('$file', ({ file, text, data }) => {
  it('is named by both sides and written in the form that Gait writes', () => {
    expect(file).toBe(`controls/crosswalks/${`${data.from}--${data.to}`.replaceAll('@', '-')}.yaml`);
    expect(withoutComments(text)).toBe(toCrosswalkYaml(data));
  });

  it('holds every id of both sides exactly once', () => {
    for (const [key, ids] of [
      [data.from, data.map.flatMap(({ from }) => from)],
      [data.to, data.map.flatMap(({ to }) => to)],
    ] as const) {
      expect([...ids].sort(), key).toEqual(getCatalogue(key).controls.map(({ id }) => id).sort());
    }
  });
});

// The publishers' files are no part of this repository; where they are at hand, the catalogues are held against them.
const checks = readCorpus('prowler/aws-checks.json');
if (checks !== undefined) {
  const known = (JSON.parse(checks) as { id: string; title: string }[]).map(({ id }) => id);
  const getRequirements = (path: string) =>
    (JSON.parse(readCorpus(`prowler/compliance/${path}`) ?? '{"Requirements":[]}') as { Requirements: Requirement[] }).Requirements;

  describe('against the publishers\' files', () => {
    it.each(catalogues)('$file names checks of Prowler that exist', ({ data }) => {
      const names = data.controls.flatMap((control) => control.checks.map(({ id }) => id));
      const prowler = names.filter((id) => id.startsWith('prowler:')).map((id) => id.slice('prowler:'.length));
      expect(prowler.filter((id) => !known.includes(id))).toEqual([]);
    });

    it('CIS 3.0.0 has ids, levels, assessments and checks of Prowler\'s file', () => {
      const controls = new Map(getCatalogue('cis-aws@3.0.0').controls.map((one) => [one.id, one]));
      const requirements = getRequirements('cis_3.0_aws.json');
      expect(requirements.map(({ Id }) => Id).sort()).toEqual([...controls.keys()].sort());
      for (const { Id, Checks, Attributes } of requirements) {
        const control = controls.get(Id);
        expect(control?.levels, Id).toEqual([Attributes[0]?.Profile?.replace('Level ', '')]);
        expect(control?.assessment, Id).toBe(Attributes[0]?.AssessmentStatus?.toLowerCase());
        expect(getVerified(control), Id).toEqual(Checks);
      }
    });

    it('CIS 6.0.0 has the ids of the collected facts', () => {
      const rows = JSON.parse(readCorpus('cis-aws-map.json') ?? '[]') as { cis6: string }[];
      expect(getCatalogue('cis-aws@6.0.0').controls.map(({ id }) => id).sort()).toEqual(rows.map(({ cis6 }) => cis6).sort());
    });

    it('FSBP has ids, severities and checks of Prowler\'s file, but for the links that its head names', () => {
      const mistaken: Record<string, string[]> = {
        'DynamoDB.7': ['dynamodb_table_deletion_protection_enabled'],
        'EC2.4': ['ec2_instance_older_than_specific_days'],
        'IAM.26': ['iam_user_accesskey_unused', 'iam_user_console_access_unused'],
        'Neptune.9': ['neptune_cluster_copy_tags_to_snapshots'],
        'S3.7': ['s3_bucket_cross_account_access'],
      };
      const renamed: Record<string, string> = { eks_endpoints_not_publicly_accessible: 'eks_cluster_not_publicly_accessible' };
      const controls = new Map(getCatalogue('aws-fsbp@2026-11').controls.map((one) => [one.id, one]));
      const requirements = getRequirements('aws_foundational_security_best_practices_aws.json');
      expect(requirements.map(({ Id }) => Id)).toEqual([...controls.keys()]);
      for (const { Id, Checks, Attributes } of requirements) {
        const expected = Checks.filter((id) => !mistaken[Id]?.includes(id)).map((id) => renamed[id] ?? id);
        expect(controls.get(Id)?.severity, Id).toBe(Attributes[0]?.Severity);
        expect(getVerified(controls.get(Id)), Id).toEqual(expected);
        expect(controls.get(Id)?.checks[0], Id).toEqual({ id: `securityhub:${Id}`, verified: true });
      }
    });

    it('the security pillar has the practices of Prowler\'s file with their checks, and eight that it leaves out', () => {
      const controls = new Map(getCatalogue('aws-well-architected-security@2023-04-10').controls.map((one) => [one.id, one]));
      const requirements = getRequirements('aws_well_architected_framework_security_pillar_aws.json');
      expect(requirements).toHaveLength(57);
      for (const { Id, Checks, Attributes } of requirements) {
        expect(getVerified(controls.get(Id)), Id).toEqual([...new Set(Checks)]);
        expect(controls.get(Id)?.severity, Id).toBe(Attributes[0]?.LevelOfRisk?.toLowerCase());
      }
      const others = [...controls.keys()].filter((id) => !requirements.some(({ Id }) => Id === id));
      expect(others).toEqual(['SEC03-BP09', ...[1, 3, 4, 5, 6, 7, 8].map((number) => `SEC11-BP0${number}`)]);
    });

    it('no title is a title of Prowler or AWS', () => {
      const theirs = new Set(
        [
          ...(JSON.parse(checks) as { title: string }[]).map(({ title }) => title),
          ...getRequirements('aws_foundational_security_best_practices_aws.json').map(({ Name }) => Name ?? ''),
          ...getRequirements('cis_3.0_aws.json').map(({ Description }) => Description),
          ...getRequirements('aws_well_architected_framework_security_pillar_aws.json').map(({ Attributes }) =>
            (Attributes[0]?.Name ?? '').replace(/^\S+ /u, ''),
          ),
        ].map((title) => title.toLowerCase()),
      );
      for (const { data } of catalogues) {
        expect(data.controls.filter(({ title }) => theirs.has(title.toLowerCase())).map(({ id }) => id)).toEqual([]);
      }
    });
  });
}

/** What these tests read of Prowler's files. */
interface Requirement {
  Id: string;
  Name?: string;
  Description: string;
  Checks: string[];
  Attributes: { Name?: string; Profile?: string; AssessmentStatus?: string; Severity?: string; LevelOfRisk?: string }[];
}

function getVerified(control: { checks: { id: string; verified: boolean }[] } | undefined): string[] {
  return (control?.checks ?? [])
    .filter(({ id, verified }) => verified && id.startsWith('prowler:'))
    .map(({ id }) => id.slice('prowler:'.length));
}

function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*#/u.test(line))
    .join('\n');
}
