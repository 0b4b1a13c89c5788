// Carries every automation out against an AWS emulator, for real, until each of its SOPs has the records that run asks for. The worlds are those of
// the tests: test/automation/scenes. Each run is an apply in this repository, so the runtime itself writes the record; it says `environment: emulator`
// and names what the scene answered in the emulator's place. Left out is what would prove nothing: a scene that answers a call which changes something,
// or that fakes the world beside AWS. Safe to repeat: records that count for the SOP as it reads today are counted first, and none is ever changed.
// The SOPs and scripts must be committed. Commit what it adds.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PACKAGE = new URL('../plugins/docusaurus-plugin-gait/', import.meta.url);
const WANTED = 3;

const jiti = createJiti(import.meta.url);
const { DUMMY_ENVIRONMENT, startEmulator } = await jiti.import('../test/automation/emulator.ts');
const { ACCOUNT, run } = await jiti.import('../test/automation/run.ts');
Object.assign(process.env, DUMMY_ENVIRONMENT);

execFileSync(process.execPath, ['tools/build-plugin.mjs'], { cwd: ROOT, stdio: 'inherit' });
const base = await loadBase();
/** By whether they know the policies that AWS manages: such a one is slow to reset. */
const emulators = new Map();
const clients = [];
try {
  for (const name of [...base.automations.keys()].sort()) {
    process.stdout.write(`${name}: ${await earn(name)}\n`);
  }
} finally {
  for (const client of clients) client.destroy();
  for (const emulator of emulators.values()) await emulator.stop();
}

/** Earns the records that the SOPs of an automation lack, and says how many, or why none. */
async function earn(name) {
  const missing = countMissing(name);
  if (missing === 0) return 'has its records';
  const path = `../test/automation/scenes/${name}.ts`;
  if (!existsSync(new URL(path, import.meta.url)))
    return 'none, for its test makes a world that is not the emulator alone';
  const { scene } = await jiti.import(path);
  if (scene.isMocked) return 'none, for its scene answers a call that changes something';
  if (scene.input?.fakes) return `none, for its scene fakes ${Object.keys(scene.input.fakes).join(', ')}`;
  const emulator = await getEmulator(scene.hasPolicies === true);
  const records = [];
  for (let made = 0; made < missing; made += 1) {
    await emulator.reset();
    // One resource, then two, where the safeguard lets two pass and the scene needs no other manifest for them.
    const count = (scene.tooMany ?? Infinity) > 2 ? 1 + (made % 2) : 1;
    records.push(...(await play(scene, emulator.endpoint, count)));
  }
  return `${records.length} written: ${records.join(', ')}`;
}

/** Makes the world of a scene and has the automation work in it. @throws when it does not end as it should, or leaves no record. */
async function play(scene, endpoint, count) {
  const common = { root: ROOT, name: scene.name, endpoint };
  const stage = {
    ...common,
    checkout: { root: ROOT },
    plan: (input) => run({ ...common, ...input }),
    amend: () => {
      throw new Error(
        `The scene of ${scene.name} changes the manifest for ${count}, and a record must be of the one that is committed`,
      );
    },
    closeAfter: (client) => void clients.push(client),
  };
  await scene.makeBusy(stage, count);
  // A record tells the real time, so the clock is that of the machine, whatever that of the tests is; and what must be waited for is.
  const input = {
    ...scene.input,
    inputs: { account: ACCOUNT, ...scene.input?.inputs },
    now: () => Date.now(),
    wait: undefined,
    channels: [],
  };
  const approvals = await scene.prepareApply?.(stage, input);
  const result = await run({ ...common, ...input, ...approvals, isApply: true });
  const { status, records, error, stop, problems, unrecorded } = result;
  if (status !== 'done' || records.length !== base.automations.get(scene.name).sops.length) {
    const why = JSON.stringify({ records, error, stop, problems, unrecorded });
    throw new Error(`Unexpected end of ${scene.name}: ${status}, expected it to be done and on record: ${why}`);
  }
  return records;
}

async function getEmulator(hasPolicies) {
  const emulator = emulators.get(hasPolicies) ?? (await startEmulator(hasPolicies));
  if (!emulator) throw new Error('Unexpected absence of an emulator');
  emulators.set(hasPolicies, emulator);
  return emulator;
}

async function loadBase() {
  const { loadKnowledgeBase } = await import(new URL('dist/base/index.js', PACKAGE).href);
  const { createDiskSource } = await import(new URL('dist/read/disk.js', PACKAGE).href);
  const asOf = new Date().toISOString().slice(0, 10);
  return (await loadKnowledgeBase({ source: createDiskSource(ROOT), asOf })).base;
}

/** How many records the SOPs of an automation lack. Records that are not committed yet count as well, so that a second start adds none. */
function countMissing(name) {
  const counts = base.automations.get(name).sops.map((id) => base.sops.get(id).maturity.counting.length);
  return Math.max(0, WANTED - Math.min(...counts));
}
