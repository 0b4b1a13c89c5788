import { describe, expect, it } from 'vitest';
import { createDigest } from '../../plugins/docusaurus-plugin-gait/src/report/findings/digest.ts';
import {
  type Attestation,
  getAttestations,
} from '../../plugins/docusaurus-plugin-gait/src/report/findings/attestations.ts';
import { createStatusBook } from '../../plugins/docusaurus-plugin-gait/src/report/findings/status.ts';
import { CATALOGUE, SOP, catalogueWith, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { NO_EVIDENCE, configurationWith, createBase, recordsOf } from './report-support.ts';

const CONTROL = 'cis-aws@5.0.0#1.1';
const attests = (status: string, more = ''): string => `[{control: '${CONTROL}', status: ${status}${more}}]`;

/** The knowledge base with one record for each of these, the first of 1 November, the next of the 2nd and so on. */
function baseOf(input: { cadence?: string; asOf: string; records: Record<string, string>[]; isVouched?: boolean }) {
  const { cadence = '{every: 1 month, from: 2026-01-05}', asOf, records, isVouched = true } = input;
  const sop = walkSopWith({ frontMatter: { cadence } });
  const { files, addedBy } = recordsOf(records, sop);
  const site = {
    'gait.config.yaml': configurationWith(NO_EVIDENCE),
    [SOP]: sop,
    [CATALOGUE]: catalogueWith(`  - {id: '1.1', title: Contacts are current, assessment: manual}`),
  };
  return createBase({ ...site, ...files }, { asOf, ...(isVouched && { addedBy }) });
}

const attestationOf = (input: Parameters<typeof baseOf>[0]): Attestation | undefined =>
  getAttestations(baseOf(input)).get(CONTROL);

const verdictOf = (input: Parameters<typeof baseOf>[0]): string | undefined => {
  const base = baseOf(input);
  const node = base.controls.get(CONTROL);
  return node && createStatusBook(base, createDigest().finish()).getControl(node).verdict;
};

const PASSED = [{ attests: attests('pass') }];

describe('attestations', () => {
  it('come from records and count for the interval of the SOP', () => {
    const attestation = attestationOf({ asOf: '2026-12-01', records: PASSED });
    expect(attestation).toEqual({
      control: CONTROL,
      status: 'pass',
      sop: 'rotate-key',
      record: '2026-11-01-aaaaa0',
      on: '2026-11-01',
      validUntil: '2026-12-01',
      isExpired: false,
    });
    expect(attestationOf({ asOf: '2026-12-02', records: PASSED })?.isExpired).toBe(true);
  });

  it.each([
    ['on-event', '2027-05-01'],
    ['{every: 2 weeks, from: 2026-01-05}', '2026-11-15'],
    ["{cron: '0 9 15 * *', within: 3 days}", '2026-11-18'],
    ["{cron: '0 9 * * 1', timezone: Europe/Berlin, within: 1 day}", '2026-11-03'],
  ])('count for the cadence %s until %s', (cadence, validUntil) => {
    expect(attestationOf({ cadence, asOf: '2026-11-02', records: PASSED })).toMatchObject({ validUntil });
  });

  it('of a waiver count until the day that it names', () => {
    const records = [{ attests: attests('waived', ', until: 2026-11-10, reason: replaced soon') }];
    expect(attestationOf({ asOf: '2026-11-10', records })).toMatchObject({
      status: 'waived',
      validUntil: '2026-11-10',
      reason: 'replaced soon',
      isExpired: false,
    });
    expect(verdictOf({ asOf: '2026-11-10', records })).toBe('waived');
    expect(verdictOf({ asOf: '2026-11-11', records })).toBe('manual');
  });

  it('decide a manual control while they count, the newest alone', () => {
    expect(verdictOf({ asOf: '2026-11-20', records: PASSED })).toBe('pass');
    expect(verdictOf({ asOf: '2027-02-01', records: PASSED })).toBe('manual');
    const records = [...PASSED, { attests: attests('fail') }];
    expect(attestationOf({ asOf: '2026-11-20', records })).toMatchObject({ status: 'fail', on: '2026-11-02' });
    expect(verdictOf({ asOf: '2026-11-20', records })).toBe('fail');
    expect(verdictOf({ asOf: '2026-11-20', records: [...records].reverse() })).toBe('pass');
  });

  it.each([
    ['nobody vouches for', { isVouched: false }],
    ['did not complete', { records: [{ attests: attests('pass'), outcome: 'failed' }] }],
    ['is of another text', { records: [{ attests: attests('pass'), fingerprint: "'g1-0000000000000000'" }] }],
  ])('do not come from a record that %s', (_, input) => {
    const all = { asOf: '2026-11-20', records: PASSED, ...input };
    expect(attestationOf(all)).toBeUndefined();
    expect(verdictOf(all)).toBe('manual');
  });
});
