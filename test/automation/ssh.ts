import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createCheckout } from './checkout.ts';
import type { Checkout } from './checkout.ts';
import { DUMMY_ENVIRONMENT, startEmulator } from './emulator.ts';
import { run } from './run.ts';
import type { RunInput } from './run.ts';
import { createSecurityGroups } from './security-groups.ts';
import type { SecurityGroups } from './security-groups.ts';

/** Name of the automation and of its SOP. */
export const NAME = 'close-open-ssh';

/** What tests of close-open-ssh share: an empty emulator and a fresh checkout for each. */
export interface Bench {
  groups: SecurityGroups;
  readonly checkout: Checkout;
  /** Dry run. */
  close: (input?: Partial<RunInput>) => ReturnType<typeof run>;
  apply: (input?: Partial<RunInput>) => ReturnType<typeof run>;
  /** Changes the manifest and commits it. */
  amend: (before: string, after: string) => void;
}

/** Starts an emulator and hooks its resets into the suite; undefined, after saying so, where there is none. */
export async function createBench(): Promise<Bench | undefined> {
  Object.assign(process.env, DUMMY_ENVIRONMENT);
  const emulator = await startEmulator();
  if (emulator === undefined) return undefined;
  const { endpoint } = emulator;
  const groups = createSecurityGroups(endpoint);
  let checkout: Checkout;
  beforeAll(() => emulator.reset());
  beforeEach(() => {
    checkout = createCheckout();
  });
  afterEach(async () => {
    checkout.remove();
    await emulator.reset();
  });
  afterAll(async () => {
    groups.ec2.destroy();
    await emulator.stop();
  });
  const close: Bench['close'] = (input = {}) => run({ root: checkout.root, name: NAME, endpoint, ...input });
  return {
    groups,
    get checkout() {
      return checkout;
    },
    close,
    apply: (input = {}) => close({ isApply: true, ...input }),
    amend: (before, after) => {
      const path = `scripts/${NAME}/automation.yaml`;
      const text = checkout.read(path);
      if (!text.includes(before)) throw new Error(`the manifest does not say ${before}`);
      checkout.commit(path, text.replace(before, after));
    },
  };
}
