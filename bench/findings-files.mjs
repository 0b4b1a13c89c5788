// Findings files of any size for benchmarks: each entry on a line of its own, so that a floor can parse it by itself.
import { closeSync, openSync, writeSync } from 'node:fs';
import { PROWLER_CHECKS } from '../plugins/docusaurus-plugin-gait/dist/model/checks/prowler-aws.js';

const COLUMNS =
  'TIMESTAMP;ACCOUNT_UID;CHECK_ID;CHECK_TITLE;STATUS;STATUS_EXTENDED;MUTED;SEVERITY;RESOURCE_UID;REGION;RISK;REMEDIATION;COMPLIANCE\n';
const CHECKS = [...PROWLER_CHECKS.keys()];
const TEXT =
  'What this check is about, and why it matters to whoever reads it: “quotes” and a line\nbreak are part of it. '.repeat(
    8,
  );

/** Formats by their names: what stands before, between and after entries. */
export const FORMATS = {
  ocsf: { ending: 'ocsf.json', start: '[\n', between: ',\n', end: '\n]\n', toEntry: toOcsf },
  csv: { ending: 'csv', start: COLUMNS, between: '', end: '', toEntry: toRow },
  asff: { ending: 'asff.json', start: '{"Findings":[\n', between: ',\n', end: '\n]}\n', toEntry: toAsff },
};

/** Writes a file of at least this many bytes. @returns the number of entries. */
export function writeFindings(file, format, size) {
  const { start, between, end, toEntry } = FORMATS[format];
  const handle = openSync(file, 'w');
  let written = writeSync(handle, start);
  let entries = 0;
  while (written < size) {
    let text = '';
    for (let count = 0; count < 500; count++, entries++) text += (entries === 0 ? '' : between) + toEntry(entries);
    written += writeSync(handle, text);
  }
  writeSync(handle, end);
  closeSync(handle);
  return entries;
}

function getFacts(index) {
  const account = String(100000000000 + (index % 20));
  const region = `eu-test-${index % 8}`;
  return {
    ...{ account, region, check: CHECKS[index % CHECKS.length], hasFailed: index % 3 === 0 },
    resource: `arn:aws:ec2:${region}:${account}:instance/i-${index.toString(16).padStart(17, '0')}`,
  };
}

function toOcsf(index) {
  const { check, account, region, resource, hasFailed } = getFacts(index);
  return JSON.stringify({
    message: TEXT,
    metadata: { event_code: check, product: { name: 'Prowler', uid: 'prowler' }, version: '1.4.0' },
    ...{ severity_id: 4, severity: 'High', status: 'New', status_id: 1, status_code: hasFailed ? 'FAIL' : 'PASS' },
    unmapped: { categories: [], notes: '', compliance: { 'CIS-5.0': ['1.4', '1.5'], 'CIS-3.0': ['1.5'] } },
    finding_info: { title: check, desc: TEXT, uid: `prowler-${check}-${index}` },
    resources: [{ uid: resource, region, name: `i-${index}`, labels: [], data: { details: '', metadata: {} } }],
    ...{ class_uid: 2004, category_uid: 2, type_uid: 200401, activity_id: 1 },
    cloud: { account: { uid: account, name: '' }, provider: 'aws', region },
    remediation: { desc: TEXT, references: [] },
    ...{ risk_details: TEXT, time: 1795168800, time_dt: '2026-11-20T10:00:00.123456' },
  });
}

function toAsff(index) {
  const { check, account, region, resource, hasFailed } = getFacts(index);
  return JSON.stringify({
    ...{ SchemaVersion: '2018-10-08', Id: `prowler-${check}-${index}`, GeneratorId: `prowler-${check}` },
    ProductArn: `arn:aws:securityhub:${region}::product/prowler/prowler`,
    ...{ AwsAccountId: account, Title: check, Description: TEXT, RecordState: 'ACTIVE' },
    Severity: { Label: 'HIGH' },
    Compliance: { Status: hasFailed ? 'FAILED' : 'PASSED', RelatedRequirements: ['CIS-5.0 1.4'] },
    UpdatedAt: '2026-11-20T10:00:00Z',
    Resources: [{ Id: resource, Region: region, Details: { Other: { text: TEXT } } }],
    Remediation: { Recommendation: { Text: TEXT, Url: 'https://hub.example.com/' } },
  });
}

function toRow(index) {
  const { check, account, region, resource, hasFailed } = getFacts(index);
  const status = hasFailed ? 'FAIL' : 'PASS';
  return `2026-11-20 10:00:00.123456;${account};${check};${check};${status};"${TEXT}";False;high;${resource};${region};"${TEXT}";"${TEXT}";CIS-5.0: 1.4 | CIS-3.0: 1.5, 1.6\n`;
}
