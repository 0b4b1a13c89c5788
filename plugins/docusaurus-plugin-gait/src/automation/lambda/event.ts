import { z } from 'zod';
import { RUNBOOK_SOURCE } from '../../model/automation-function.ts';
import type { Manifest } from '../../model/schema/manifest.ts';
import { RunError } from '../errors.ts';

/** Source of the event that the entry in EventBridge Scheduler hands over. */
export const SCHEDULE_SOURCE = 'gait.schedule';

/** What a runbook hands over. An empty value is one that was not given. */
const RunbookEvent = z.strictObject({
  source: z.literal(RUNBOOK_SOURCE),
  apply: z.enum(['true', 'false']),
  inputs: z.record(z.string(), z.string()),
});

const AnyEvent = z.looseObject({ source: z.string() });

/** What an event asks for. */
export interface Start {
  by: 'schedule' | 'event' | 'runbook';
  inputs: Record<string, string>;
  /** False when whoever started it wants to see the plan alone. It never asks for more than the stack lets it. */
  mayApply: boolean;
}

/**
 * What an event asks for, by the manifest: inputs are taken from the paths that `triggers.inputs` names, and from nowhere else.
 * @throws {RunError} when it is no event, or one of these paths does not lead to a value.
 */
export function readEvent(triggers: Manifest['triggers'], event: unknown): Start {
  const { success, data } = AnyEvent.safeParse(event);
  if (!success) throw new RunError('Unexpected event, expected one of EventBridge, of its Scheduler or of a runbook');
  if (data.source === RUNBOOK_SOURCE) {
    const runbook = RunbookEvent.safeParse(event);
    if (!runbook.success) throw new RunError(`Unexpected event of a runbook: ${z.prettifyError(runbook.error)}`);
    const given = Object.entries(runbook.data.inputs).filter(([, value]) => value !== '');
    return { by: 'runbook', inputs: Object.fromEntries(given), mayApply: runbook.data.apply === 'true' };
  }
  const inputs = Object.entries(triggers.inputs).map(([name, path]) => [name, getText(data, path)]);
  return {
    by: data.source === SCHEDULE_SOURCE ? 'schedule' : 'event',
    inputs: Object.fromEntries(inputs) as Record<string, string>,
    mayApply: true,
  };
}

function getText(event: unknown, path: string): string {
  let value = event;
  for (const key of path.split('.')) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  }
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new RunError(`Unexpected absence of \`${path}\` in the event, expected a value for the input`);
}
