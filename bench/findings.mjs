// node bench/findings.mjs [MB]: reads a generated findings file of that size in each format; time against the floor (reading the
// bytes) and peak memory of the process.
import { execFileSync } from 'node:child_process';
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROWLER_CHECKS } from '../plugins/docusaurus-plugin-gait/dist/read/controls/prowler-checks.js';
import { readFindingsFile } from '../plugins/docusaurus-plugin-gait/dist/read/findings/disk.js';
import { createDigest } from '../plugins/docusaurus-plugin-gait/dist/report/findings/digest.js';
import { toTable } from './measure.mjs';

const CHECKS = [...PROWLER_CHECKS];
const CSV_HEADER =
  'TIMESTAMP;ACCOUNT_UID;CHECK_ID;CHECK_TITLE;STATUS;MUTED;SEVERITY;RESOURCE_UID;REGION;COMPLIANCE;RISK\n';
const FORMATS = {
  ocsf: { start: '[', between: ',', end: ']', toEntry: toOcsf },
  asff: { start: '{"Findings":[', between: ',', end: ']}', toEntry: toAsff },
  csv: { start: CSV_HEADER, between: '', end: '', toEntry: toCsvRow },
};

if (process.argv[2] === '--read') await readOne(process.argv[3]);
else await compare(Number(process.argv[2] ?? 100));

async function compare(megabytes) {
  const folder = mkdtempSync(join(tmpdir(), 'gait-findings-'));
  const rows = [['format', 'MB', 'floor s', 'read s', 'ratio', 'peak MB', 'findings']];
  try {
    for (const format of Object.keys(FORMATS)) {
      const file = join(folder, `scan.${format}`);
      writeFindings(file, format, megabytes * 1024 * 1024);
      const self = fileURLToPath(import.meta.url);
      const result = JSON.parse(execFileSync(process.execPath, [self, '--read', file], { encoding: 'utf8' }));
      const { floor, read, peak, findings } = result;
      rows.push([
        format,
        megabytes,
        floor.toFixed(2),
        read.toFixed(2),
        (read / floor).toFixed(1),
        Math.round(peak),
        findings,
      ]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(`${toTable(rows)}\n`);
}

async function readOne(file) {
  const floorStart = performance.now();
  for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 })) void piece.length;
  const start = performance.now();
  const digest = createDigest();
  const events = { onFinding: digest.add, onProblem: () => undefined };
  const { findings } = await readFindingsFile({ file, name: 'scan', events });
  digest.finish();
  const end = performance.now();
  const peak = process.resourceUsage().maxRSS / 1024;
  const result = { floor: (start - floorStart) / 1000, read: (end - start) / 1000, peak, findings };
  process.stdout.write(JSON.stringify(result));
}

function writeFindings(file, format, size) {
  const { start, between, end, toEntry } = FORMATS[format];
  const handle = openSync(file, 'w');
  let written = writeSync(handle, start);
  for (let index = 0; written < size;) {
    let text = '';
    for (let count = 0; count < 500; count++, index++) text += (index === 0 ? '' : between) + toEntry(index);
    written += writeSync(handle, text);
  }
  writeSync(handle, end);
  closeSync(handle);
}

function getFacts(index) {
  return {
    check: CHECKS[index % CHECKS.length],
    account: String(100000000000 + (index % 20)),
    region: `region-${index % 8}`,
    resource: `arn:aws:ec2:eu-west-1:111122223333:instance/i-${index}`,
    hasFailed: index % 3 === 0,
    text: 'What this check is about, and why it matters to whoever reads it. '.repeat(20),
  };
}

function toOcsf(index) {
  const { check, account, region, resource, hasFailed, text } = getFacts(index);
  return JSON.stringify({
    class_uid: 2004,
    metadata: { event_code: check, product: { name: 'Prowler' } },
    status_code: hasFailed ? 'FAIL' : 'PASS',
    severity: 'High',
    time_dt: '2026-11-20T10:00:00',
    finding_info: { title: check, desc: text },
    resources: [{ uid: resource, region }],
    cloud: { account: { uid: account } },
    unmapped: { compliance: { 'CIS-5.0': ['1.4'], 'CIS-3.0': ['1.5'] } },
    risk_details: text,
  });
}

function toAsff(index) {
  const { check, account, region, resource, hasFailed, text } = getFacts(index);
  return JSON.stringify({
    GeneratorId: `prowler-${check}`,
    AwsAccountId: account,
    Title: check,
    Description: text,
    Severity: { Label: 'HIGH' },
    Compliance: { Status: hasFailed ? 'FAILED' : 'PASSED' },
    UpdatedAt: '2026-11-20T10:00:00Z',
    Resources: [{ Id: resource, Region: region, Details: text }],
  });
}

function toCsvRow(index) {
  const { check, account, region, resource, hasFailed, text } = getFacts(index);
  const status = hasFailed ? 'FAIL' : 'PASS';
  return `2026-11-20 10:00:00;${account};${check};${check};${status};False;high;${resource};${region};CIS-5.0: 1.4;"${text}${text}"\n`;
}
