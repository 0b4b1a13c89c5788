import type {
  PlanView,
  Reporter,
  RunOptions,
  RunResult,
} from '../../plugins/docusaurus-plugin-gait/src/automation/options.ts';
import { runAutomation } from '../../plugins/docusaurus-plugin-gait/src/automation/run.ts';
import { undoRun } from '../../plugins/docusaurus-plugin-gait/src/automation/undo.ts';
import { createDiskSource } from '../../plugins/docusaurus-plugin-gait/src/read/disk.ts';

/** Account of every emulator. */
export const ACCOUNT = '123456789012';

/** What a test says about a run; all else is as on a quiet day. */
export type RunInput = Partial<Omit<RunOptions, 'reporter'>> &
  Pick<RunOptions, 'root' | 'name'> & { endpoint: string; undo?: string; reporter?: Partial<Reporter> };

/** Runs an automation against the emulator, with the clock and chance of the machine, and nobody to ask. */
export async function run({ undo, ...input }: RunInput): Promise<RunResult & { view?: PlanView }> {
  const { options, getView } = toOptions(input);
  const result = undo === undefined ? await runAutomation(options) : await undoRun(options, undo);
  return { ...result, view: getView() };
}

/** The whole options of a run, and the plan that it showed last. */
export function toOptions({ endpoint, reporter, ...input }: Omit<RunInput, 'undo'>): {
  options: RunOptions;
  getView: () => PlanView | undefined;
} {
  let view: PlanView | undefined;
  const options: RunOptions = {
    source: createDiskSource(input.root),
    inputs: {},
    isApply: false,
    env: { AWS_ENDPOINT_URL: endpoint },
    now: () => Date.now(),
    random: () => Math.random().toString(36).slice(2).padEnd(6, '0').slice(0, 6),
    signal: new AbortController().signal,
    // Nothing is waited for: the emulator is ready when it is asked again.
    wait: () => Promise.resolve(),
    ...input,
    reporter: {
      onLog: () => undefined,
      onAction: () => undefined,
      confirm: () => Promise.resolve(true),
      ...reporter,
      onPlan: (shown) => {
        view = shown;
      },
    },
  };
  return { options, getView: () => view };
}
