import { Temporal } from 'temporal-polyfill';
import { addDuration } from '../../model/duration.ts';
import type { KnowledgeBase } from '../../model/knowledge-base.ts';
import type { Cadence } from '../../model/schema/cadence.ts';
import type { GaitRecord } from '../../model/schema/record.ts';
import { type Exported, type ExportInput, toJsonText } from './contract.ts';
import { toUuid } from './uuid.ts';

type Attest = GaitRecord['attests'][number];

/** What the newest record says of a manual control. */
interface Attestation {
  attest: Attest;
  record: GaitRecord;
  cadence?: Cadence;
  /** Who, as far as people are published. */
  by: string;
}

/** How often an attestation is renewed, as MITRE SAF names it, with days. https://saf-cli.mitre.org, `saf attest create`. */
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
export function toSafAttestations(input: ExportInput, getPerformer: GetPerformer): Exported {
  const notes: string[] = [];
  const rows = getAttestations(input.base, getPerformer).flatMap(({ attest, record, cadence, by }) => {
    if (attest.status !== 'pass' && attest.status !== 'fail') {
      notes.push(`${attest.control}: left out, the form has no word for ${attest.status} (record ${record.id})`);
      return [];
    }
    return {
      control_id: attest.control,
      explanation: [attest.reason, `Record ${record.id}: ${input.links.getSop(record.sop)}`].filter(Boolean).join('. '),
      frequency: getFrequency(cadence, record.finished_at.slice(0, 10)),
      status: attest.status === 'pass' ? 'passed' : 'failed',
      updated: record.finished_at.slice(0, 10),
      updated_by: by,
    };
  });
  return { text: toJsonText(rows), notes };
}

/** Status of a compliance finding: id and name, https://schema.ocsf.io/1.5.0/objects/compliance */
const OCSF_STATUS: Readonly<Record<Attest['status'], [id: number, name: string]>> = {
  pass: [1, 'Pass'],
  fail: [3, 'Fail'],
  'not-applicable': [99, 'Not applicable'],
  waived: [99, 'Waived'],
};

/** Attestations as compliance findings of OCSF (class 2003, https://schema.ocsf.io/1.5.0/classes/compliance_finding). */
export function toOcsfAttestations({ base, links }: ExportInput, getPerformer: GetPerformer): Exported {
  const rows = getAttestations(base, getPerformer).map(({ attest, record, by }) => {
    const [framework = '', control = ''] = attest.control.split('#', 2);
    const [id, name] = OCSF_STATUS[attest.status];
    const title = base.controls.get(attest.control)?.control.title ?? attest.control;
    return {
      activity_id: 1,
      activity_name: 'Create',
      category_uid: 2,
      category_name: 'Findings',
      class_uid: 2003,
      class_name: 'Compliance Finding',
      type_uid: 200301,
      severity_id: attest.status === 'fail' ? 99 : 1,
      severity: attest.status === 'fail' ? 'Unknown to the record' : 'Informational',
      time: Temporal.Instant.from(record.finished_at).epochMilliseconds,
      metadata: { version: '1.5.0', product: { name: 'Gait', vendor_name: 'Gait', url_string: links.site } },
      finding_info: {
        uid: toUuid(`record ${record.id} control ${attest.control}`),
        title: `${control}: ${title}`,
        desc: [`Attested by ${by} in record ${record.id}.`, attest.reason].filter(Boolean).join(' '),
        src_url: links.getSop(record.sop),
      },
      compliance: { standards: [framework], requirements: [control], control, status_id: id, status: name },
    };
  });
  return { text: toJsonText(rows), notes: [] };
}

/** Who carried a record's SOP out, as far as that may be said. */
type GetPerformer = (record: GaitRecord) => string;

/** The newest attestation of each control, sorted by control. Records that another one corrects, that failed or were broken off do not count. */
function getAttestations(base: KnowledgeBase, getPerformer: GetPerformer): Attestation[] {
  const records = [...base.records.values()].flatMap(({ yaml }) => (yaml.isValid ? [yaml.data as GaitRecord] : []));
  const corrected = new Set(records.map((record) => record.supersedes));
  const found = new Map<string, Attestation>();
  const usable = records
    .filter(({ id, outcome }) => !corrected.has(id) && (outcome === 'completed' || outcome === 'deviated'))
    .sort((a, b) => compareInstants(a.finished_at, b.finished_at) || (a.id < b.id ? -1 : 1));
  for (const record of usable) {
    const cadence = base.sops.get(record.sop)?.file.frontMatter.data.cadence;
    for (const attest of record.attests)
      found.set(attest.control, { attest, record, cadence, by: getPerformer(record) });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function compareInstants(a: string, b: string): number {
  return Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b));
}

/** The longest that is no longer than the SOP's interval; a year where it has none. */
function getFrequency(cadence: Cadence | undefined, from: string): string {
  if (typeof cadence !== 'object' || !('every' in cadence)) return 'annually';
  const days = Temporal.PlainDate.from(from).until(addDuration(from, cadence.every), { largestUnit: 'day' }).days;
  return FREQUENCIES.find(([, length]) => length <= days)?.[0] ?? 'daily';
}
