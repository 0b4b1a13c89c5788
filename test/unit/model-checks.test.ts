import { describe, expect, it } from 'vitest';
import {
  getKnownCheck,
  getPresentChecks,
  KNOWN_TOOLS,
  listFormerChecks,
  listKnownChecks,
} from '../../plugins/docusaurus-plugin-gait/src/model/checks/known.ts';
import { readCatalogues, readCorpus } from '../controls/support.ts';

describe('checks of known tools', () => {
  it('are 645 of Prowler and 296 of Security Hub, each found by its reference', () => {
    expect(KNOWN_TOOLS.map((tool) => listKnownChecks(tool).length)).toEqual([645, 296]);
    for (const known of KNOWN_TOOLS.flatMap(listKnownChecks)) expect(getKnownCheck(known.reference)).toEqual(known);
  });

  it('say their service, severity and the page of the tool', () => {
    expect(getKnownCheck('prowler:iam_root_mfa_enabled')).toEqual({
      reference: 'prowler:iam_root_mfa_enabled',
      tool: 'prowler',
      name: 'iam_root_mfa_enabled',
      service: 'iam',
      severity: 'critical',
      url: 'https://hub.prowler.com/check/iam_root_mfa_enabled',
    });
    expect(getKnownCheck('securityhub:IAM.9')).toMatchObject({
      service: 'iam',
      severity: 'critical',
      url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-9',
    });
    for (const other of ['config:s3-bucket', 'prowler:toString', 'securityhub:iam.9', 'prowler', ''])
      expect(getKnownCheck(other)).toBeUndefined();
  });

  it('have present names for each old one, and no old name that is a present one', () => {
    expect(listFormerChecks('prowler')).toHaveLength(13);
    for (const former of listFormerChecks('prowler')) {
      expect(getKnownCheck(former)).toBeUndefined();
      expect(getPresentChecks(former).length).toBeGreaterThan(0);
      for (const present of getPresentChecks(former)) expect(getKnownCheck(present)).toBeDefined();
    }
  });

  it('include every check of Security Hub that a catalogue here names, with the severity of FSBP', () => {
    for (const { data } of readCatalogues()) {
      for (const { id, severity, checks } of data.controls) {
        for (const check of checks.filter((one) => one.id.startsWith('securityhub:'))) {
          expect(getKnownCheck(check.id), check.id).toBeDefined();
          if (data.framework === 'aws-fsbp') expect(getKnownCheck(`securityhub:${id}`)?.severity, id).toBe(severity);
        }
      }
    }
  });

  const corpus = readCorpus('prowler/aws-checks.json');
  it.runIf(corpus !== undefined)('are those of the publisher’s list', () => {
    const listed = JSON.parse(corpus ?? '[]') as { id: string; service: string; severity: string; aliases: string[] }[];
    expect(listKnownChecks('prowler').map(({ name, service, severity }) => [name, service, severity])).toEqual(
      listed.map(({ id, service, severity }) => [id, service, severity]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    );
    const aliases = listed.flatMap(({ id, aliases: names }) => names.map((name) => `${name} ${id}`)).sort();
    const known = listFormerChecks('prowler').flatMap((former) =>
      getPresentChecks(former).map((present) => `${former} ${present}`.replaceAll('prowler:', '')),
    );
    expect(known.sort()).toEqual(aliases);
  });
});
