// Carries every automation out against an AWS emulator, for real, until each of its SOPs has the records that run asks for. Every run is
// `gait run <name> --apply` on resources that are made for it; the record says `environment: emulator`. Safe to repeat: records that count
// for the SOP as it reads today are counted first, and none is ever changed. The SOPs and scripts must be committed. Commit what it adds.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EC2 } from '@aws-sdk/client-ec2';
import { IAM } from '@aws-sdk/client-iam';
import { createJiti } from 'jiti';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PACKAGE = new URL('../plugins/docusaurus-plugin-gait/', import.meta.url);
const ACCOUNT = '123456789012';
const WANTED = 3;

const jiti = createJiti(import.meta.url);
const { DUMMY_ENVIRONMENT, startEmulator } = await jiti.import('../test/automation/emulator.ts');
Object.assign(process.env, DUMMY_ENVIRONMENT);

const INTERNET = { IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'temporary' }] };
const OFFICE = { IpRanges: [{ CidrIp: '203.0.113.0/24', Description: 'office' }] };
const INTERNET_6 = { Ipv6Ranges: [{ CidrIpv6: '::/0' }] };

/** What each automation finds, one set of resources for each run. */
const SCENES = {
  'close-open-ssh': [
    [[toRule(22, 22, INTERNET), toRule(443, 443, INTERNET)], [toRule(22, 22, OFFICE)]],
    [[toRule(3389, 3389, INTERNET_6)], [toRule(20, 30, INTERNET), toRule(22, 22, OFFICE)]],
    [
      [{ IpProtocol: '-1', ...INTERNET_6 }],
      [toRule(443, 443, INTERNET)],
      [toRule(22, 22, { ...INTERNET, ...INTERNET_6 })],
    ],
  ].map((groups) => (clients) => createGroups(clients.ec2, groups)),
  'review-iam-access': [
    [
      { name: 'alice', hasPassword: true, keys: 0 },
      { name: 'build', hasPassword: false, keys: 1 },
    ],
    [{ name: 'deploy', hasPassword: false, keys: 2 }],
    [
      { name: 'bob', hasPassword: true, keys: 2 },
      { name: 'carol', hasPassword: true, keys: 0 },
    ],
  ].map((users) => (clients) => createUsers(clients.iam, users)),
};

execFileSync(process.execPath, ['tools/build-plugin.mjs'], { cwd: ROOT, stdio: 'inherit' });
const missing = await countMissing();
if (Object.values(missing).every((count) => count === 0)) {
  process.stdout.write('Every automation has its records.\n');
} else {
  await exercise(missing);
}

async function exercise(missing) {
  const emulator = await startEmulator();
  if (!emulator) {
    process.exitCode = 1;
    return;
  }
  const clients = { ec2: new EC2({ endpoint: emulator.endpoint }), iam: new IAM({ endpoint: emulator.endpoint }) };
  try {
    for (const [name, count] of Object.entries(missing)) {
      for (const prepare of SCENES[name].slice(WANTED - count)) {
        await emulator.reset();
        await prepare(clients);
        gait(emulator.endpoint, 'run', name, '--input', `account=${ACCOUNT}`, '--apply', '--yes');
      }
    }
  } finally {
    for (const client of Object.values(clients)) client.destroy();
    await emulator.stop();
  }
}

/** By automation: how many records its SOPs lack. Records that are not committed yet count as well, so that a second start adds none. */
async function countMissing() {
  const { loadKnowledgeBase } = await import(new URL('dist/base/index.js', PACKAGE).href);
  const { createDiskSource } = await import(new URL('dist/read/disk.js', PACKAGE).href);
  const asOf = new Date().toISOString().slice(0, 10);
  const { base } = await loadKnowledgeBase({ source: createDiskSource(ROOT), asOf });
  return Object.fromEntries(
    Object.keys(SCENES).map((name) => {
      const counts = base.automations.get(name).sops.map((id) => base.sops.get(id).maturity.counting.length);
      return [name, Math.max(0, WANTED - Math.min(...counts))];
    }),
  );
}

function gait(endpoint, ...args) {
  const bin = fileURLToPath(new URL('bin/gait.js', PACKAGE));
  if (!existsSync(bin)) throw new Error(`no ${bin}`);
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...DUMMY_ENVIRONMENT, AWS_ENDPOINT_URL: endpoint };
  execFileSync(process.execPath, [bin, ...args], { cwd: ROOT, env, stdio: 'inherit' });
}

function toRule(from, to, ranges) {
  return { IpProtocol: 'tcp', FromPort: from, ToPort: to, ...ranges };
}

async function createGroups(ec2, groups) {
  for (const [index, permissions] of groups.entries()) {
    const { GroupId } = await ec2.createSecurityGroup({ GroupName: `example-${index}`, Description: 'example' });
    await ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions: permissions });
  }
}

async function createUsers(iam, users) {
  for (const { name, hasPassword, keys } of users) {
    await iam.createUser({ UserName: name });
    if (hasPassword) await iam.createLoginProfile({ UserName: name, Password: 'Example-only-1234' });
    for (let made = 0; made < keys; made += 1) await iam.createAccessKey({ UserName: name });
  }
}
