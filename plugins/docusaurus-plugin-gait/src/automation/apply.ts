import type { Manifest } from '../model/schema/manifest.ts';
import type { Json } from '../model/json.ts';
import { getErrorText } from './errors.ts';

/** What became of one action. `open`: not begun, because the run was interrupted or had too many errors. */
type ActionState = 'done' | 'failed' | 'open';

/** An action and what became of it. */
export interface ActionResult<Item> {
  action: Item;
  state: ActionState;
  error?: string;
  /** What carrying it out answered, when it is done. */
  result?: Json;
}

/** What {@link applyActions} needs. `onChange` is called before an action begins (`open`) and after it ended. */
interface ApplyOptions<Item> {
  actions: readonly Item[];
  carryOut(action: Item): Promise<Json | void>;
  limits: Pick<Manifest['safeguards'], 'concurrency' | 'max_errors'>;
  signal: AbortSignal;
  onChange(result: ActionResult<Item>): void;
}

/**
 * Carries actions out, at most `concurrency` at a time. No new one begins once more than `max_errors` failed or the signal fired;
 * those under way are waited for, so that the answer is always complete. Results come in the order of the actions.
 */
export async function applyActions<Item>(options: ApplyOptions<Item>): Promise<ActionResult<Item>[]> {
  const { actions, limits, signal } = options;
  const results = actions.map((action): ActionResult<Item> => ({ action, state: 'open' }));
  let next = 0;
  let errors = 0;
  const work = async (): Promise<void> => {
    while (!signal.aborted && errors <= limits.max_errors) {
      const result = results[next++];
      if (result === undefined) return;
      options.onChange(result);
      try {
        result.result = (await options.carryOut(result.action)) ?? undefined;
        result.state = 'done';
      } catch (error) {
        result.state = 'failed';
        result.error = getErrorText(error);
        errors += 1;
      }
      options.onChange(result);
    }
  };
  await Promise.all(Array.from({ length: limits.concurrency }, work));
  return results;
}
