import { Temporal } from 'temporal-polyfill';
import { compareText } from '../../model/diagnostic.ts';
import { addDuration } from '../../model/duration.ts';
import type { Cadence } from '../../model/schema/cadence.ts';
import type { GaitRecord } from '../../model/schema/record.ts';
import { type Exported, type ExportInput, toJsonText } from './contract.ts';
import { toUuid } from './uuid.ts';

type Attest = GaitRecord['attests'][number];

/** What the newest record that counts says of a control. */
interface Attested extends Pick<Attest, 'control' | 'status' | 'reason'> {
  /** Id of the record. */
  record: string;
  /** Last day on which it counts, and whether that is over. */
  validUntil: string;
  isExpired: boolean;
}

/** What attestations are made of beside the knowledge base. */
export interface AttestationInput extends ExportInput {
  /** By control. */
  attestations: ReadonlyMap<string, Attested>;
  /** Who carried a record's SOP out, as far as that may be said. */
  getPerformer: (record: GaitRecord) => string;
}

/**
 * How often an attestation is renewed, as MITRE SAF names it, with days: `advanceDate` of libs/hdf-converters/src/utils/attestations.ts
 * in https://github.com/mitre/heimdall2, which `saf attest apply` calls, read on 2026-11-25. So are the keys and the two words of status.
 */
const FREQUENCIES = [
  ['annually', 365],
  ['semiannually', 182],
  ['quarterly', 90],
  ['monthly', 28],
  ['every2weeks', 14],
  ['weekly', 7],
  ['every3days', 3],
  ['daily', 1],
] as const;

/** Attestations for `saf attest apply`: JSON, `passed` and `failed` alone, which is all that the form has. */
export function toSafAttestations(input: AttestationInput): Exported {
  const notes = getNotes(input);
  const rows = getValid(input).flatMap(({ attested, record }) => {
    if (attested.status !== 'pass' && attested.status !== 'fail') {
      notes.push(`${attested.control}: left out, the form has no word for ${attested.status} (record ${record.id})`);
      return [];
    }
    const cadence = input.base.sops.get(record.sop)?.file.frontMatter.data.cadence;
    return {
      control_id: attested.control,
      explanation: [attested.reason, `Record ${record.id}: ${input.links.getSop(record.sop)}`]
        .filter(Boolean)
        .join('. '),
      frequency: getFrequency(cadence, record.finished_at.slice(0, 10)),
      status: attested.status === 'pass' ? 'passed' : 'failed',
      updated: record.finished_at.slice(0, 10),
      updated_by: input.getPerformer(record),
    };
  });
  return { text: toJsonText(rows), notes };
}

/**
 * Status of a compliance finding: id and name, https://schema.ocsf.io/1.5.0/objects/compliance (objects/compliance.json of
 * https://github.com/ocsf/ocsf-schema, read on 2026-11-25). 99 is `Other` throughout OCSF: the name is then the source's own.
 */
const OCSF_STATUS: Readonly<Record<Attest['status'], [id: number, name: string]>> = {
  pass: [1, 'Pass'],
  fail: [3, 'Fail'],
  'not-applicable': [99, 'Not applicable'],
  waived: [99, 'Waived'],
};

/** Attestations as compliance findings of OCSF (class 2003, https://schema.ocsf.io/1.5.0/classes/compliance_finding). */
export function toOcsfAttestations(input: AttestationInput): Exported {
  const { base, links } = input;
  const rows = getValid(input).map(({ attested, record }) => {
    const [framework = '', id = ''] = attested.control.split('#', 2);
    const control = base.controls.get(attested.control)?.control;
    const [statusId, status] = OCSF_STATUS[attested.status];
    return {
      activity_id: 1,
      activity_name: 'Create',
      category_uid: 2,
      category_name: 'Findings',
      class_uid: 2003,
      class_name: 'Compliance Finding',
      type_uid: 200301,
      ...getSeverity(attested.status, control?.severity),
      time: Temporal.Instant.from(record.finished_at).epochMilliseconds,
      metadata: { version: '1.5.0', product: { name: 'Gait', vendor_name: 'Gait', url_string: links.site } },
      finding_info: {
        uid: toUuid(`record ${record.id} control ${attested.control}`),
        title: `${id}: ${control?.title ?? attested.control}`,
        desc: [`Attested by ${input.getPerformer(record)} in record ${record.id}.`, attested.reason]
          .filter(Boolean)
          .join(' '),
        src_url: links.getSop(record.sop),
      },
      compliance: { standards: [framework], requirements: [id], control: id, status_id: statusId, status },
    };
  });
  return { text: toJsonText(rows), notes: getNotes(input) };
}

/** Severities of OCSF: https://schema.ocsf.io/1.5.0/classes/compliance_finding, `severity_id`. */
const SEVERITIES = ['Unknown', 'Informational', 'Low', 'Medium', 'High', 'Critical'] as const;

/** What has not failed informs; what failed is as severe as the catalogue says, and unknown where it does not. */
function getSeverity(status: Attest['status'], severity = 'unknown'): { severity_id: number; severity: string } {
  const name = status === 'fail' ? severity : 'informational';
  const id = SEVERITIES.findIndex((one) => one.toLowerCase() === name);
  return { severity_id: id, severity: SEVERITIES[id] ?? 'Unknown' };
}

/** Attestations that count on the day of the knowledge base, with their records, sorted by control. */
function getValid({ base, attestations }: AttestationInput): { attested: Attested; record: GaitRecord }[] {
  return [...attestations.values()]
    .filter(({ isExpired }) => !isExpired)
    .sort((a, b) => compareText(a.control, b.control))
    .flatMap((attested) => {
      const yaml = base.records.get(attested.record)?.yaml;
      return yaml?.isValid ? [{ attested, record: yaml.data as GaitRecord }] : [];
    });
}

/** What is left out: what has expired, and what records say that do not count. */
function getNotes({ base, attestations }: AttestationInput): string[] {
  const expired = [...attestations.values()]
    .filter(({ isExpired }) => isExpired)
    .map((one) => `${one.control}: left out, it expired on ${one.validUntil} (record ${one.record})`);
  const ignored = [...base.sops.values()].flatMap(({ maturity }) =>
    maturity.ignored.flatMap(({ id, reason }) =>
      (base.records.get(id)?.yaml.data.attests ?? []).map(
        ({ control }) => `${control}: left out, record ${id} does not count: ${reason}`,
      ),
    ),
  );
  return [...expired, ...ignored].sort(compareText);
}

/** The longest that is no longer than the SOP's interval; a year where it has none. */
function getFrequency(cadence: Cadence | undefined, from: string): string {
  if (typeof cadence !== 'object' || !('every' in cadence)) return 'annually';
  const days = Temporal.PlainDate.from(from).until(addDuration(from, cadence.every), { largestUnit: 'day' }).days;
  return FREQUENCIES.find(([, length]) => length <= days)?.[0] ?? 'daily';
}
