import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { parse } from 'yaml';
import { createCheckout } from './checkout.ts';
import type { Checkout } from './checkout.ts';
import { DUMMY_ENVIRONMENT, useEmulator } from './emulator.ts';
import { run } from './run.ts';
import type { RunInput } from './run.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What the tests of any automation share: an empty emulator and a fresh checkout for each test. */
export interface AutomationBench {
  name: string;
  endpoint: string;
  /** The checkout of the test that is running. */
  readonly checkout: Checkout;
  /** Dry run. */
  plan: (input?: Partial<RunInput>) => ReturnType<typeof run>;
  apply: (input?: Partial<RunInput>) => ReturnType<typeof run>;
  /** Takes a run back. */
  undo: (id: string, input?: Partial<RunInput>) => ReturnType<typeof run>;
  /** Changes the manifest and commits it. */
  amend: (before: string | RegExp, after: string) => void;
  /** An SDK client that is destroyed after the suite. */
  closeAfter: (client: { destroy(): void }) => void;
}

/**
 * Hooks resets of the emulator into the suite; undefined, after saying so, where there is none. `always` is added to every run;
 * `hasPolicies` asks for an emulator with the policies that AWS manages.
 */
export async function createBench(
  name: string,
  always: Partial<RunInput> = {},
  hasPolicies = false,
): Promise<AutomationBench | undefined> {
  Object.assign(process.env, DUMMY_ENVIRONMENT);
  const emulator = await useEmulator(hasPolicies);
  if (emulator === undefined) return undefined;
  const { endpoint } = emulator;
  const clients: { destroy(): void }[] = [];
  const sops = findSops(name);
  let checkout: Checkout;
  beforeAll(() => emulator.reset());
  beforeEach(() => {
    checkout = createCheckout(sops);
  });
  afterEach(async () => {
    checkout.remove();
    await emulator.reset();
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await emulator.stop();
  });
  const start = (input: Partial<RunInput>): ReturnType<typeof run> =>
    run({ root: checkout.root, name, endpoint, ...always, ...input });
  return {
    name,
    endpoint,
    get checkout() {
      return checkout;
    },
    plan: (input = {}) => start(input),
    apply: (input = {}) => start({ isApply: true, ...input }),
    undo: (id, input = {}) => start({ isApply: true, undo: id, ...input, inputs: {} }),
    amend: (before, after) => {
      const path = `scripts/${name}/automation.yaml`;
      const text = checkout.read(path);
      const changed = text.replace(before, () => after);
      if (changed === text) throw new Error(`the manifest does not say ${String(before)}`);
      checkout.commit(path, changed);
    },
    closeAfter: (client) => void clients.push(client),
  };
}

/** The files of the SOPs that the automation carries out. */
function findSops(name: string): string[] {
  const files = readdirSync(join(ROOT, 'docs/sops'), { recursive: true, encoding: 'utf8' });
  const manifest = parse(readFileSync(join(ROOT, 'scripts', name, 'automation.yaml'), 'utf8')) as {
    sops: { id: string }[];
  };
  const ids = manifest.sops.map(({ id }) => id);
  return files
    .map((file) => `docs/sops/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.md') && ids.includes(file.split('/').at(-1)?.slice(0, -3) ?? ''));
}
