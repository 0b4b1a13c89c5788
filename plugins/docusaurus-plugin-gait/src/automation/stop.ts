import type { OpenRun } from './open.ts';
import { createResult } from './options.ts';
import type { PlanView, RunResult } from './options.ts';
import { createChannels, wakePeople } from './wake.ts';

/** Why a run stops, and whether the manifest's people are to be woken for it. */
interface Stop {
  reason: string;
  wakes: boolean;
}

/** Ends a run that touched nothing: says why, in the journal too, and wakes those whom the manifest names. */
export async function stopRun(run: OpenRun, view: PlanView, { reason, wakes }: Stop): Promise<RunResult> {
  const { options, preparation, journal, own } = run;
  const { safeguards, name } = view.manifest;
  const mustWake = wakes && safeguards.on_exceed === 'wake';
  const { wake } = preparation.subject.configuration.automation;
  const { env } = options;
  const channels = mustWake
    ? (options.channels ?? createChannels(safeguards.wake, wake, { connections: own, env }))
    : [];
  const where = `account ${view.account}, region ${view.region}, ${view.environment ?? 'unknown environment'}`;
  const message = preparation.concealer.hide(`${name} stopped and touched nothing (${where}): ${reason}`);
  const { woken, failures } = await wakePeople(safeguards, channels, { message, wait: options.wait });
  journal?.write({ event: 'stopped', reason, woken, ...(failures.length > 0 && { failures }) });
  return createResult('stopped', { stop: { reason, hint: view.plan.stop?.hint, woken, wakes: mustWake } });
}
