import { createBench as createAnyBench } from './bench.ts';
import type { AutomationBench } from './bench.ts';
import { createSecurityGroups } from './security-groups.ts';
import type { SecurityGroups } from './security-groups.ts';

/** Name of the automation and of its SOP. */
export const NAME = 'close-open-ssh';

/** What tests of close-open-ssh share: an empty emulator and a fresh checkout for each. */
export interface Bench extends AutomationBench {
  groups: SecurityGroups;
  /** Dry run. */
  close: AutomationBench['plan'];
}

/** The bench of close-open-ssh; undefined, after saying so, where there is no emulator. */
export async function createBench(): Promise<Bench | undefined> {
  const bench = await createAnyBench(NAME);
  if (bench === undefined) return undefined;
  const groups = createSecurityGroups(bench.endpoint);
  bench.closeAfter(groups.ec2);
  return Object.assign(bench, { groups, close: bench.plan });
}
