import { z } from 'zod';
import type { Automation, Plan } from './contract.ts';
import { RunError } from './errors.ts';

const Module = z.object({
  plan: z.function(),
  apply: z.function(),
  verify: z.function(),
  undo: z.function().optional(),
});

const Text = z.string().min(1);

/** What a plan must look like: automations are loaded without a type check. */
const PlanShape = z.strictObject({
  examined: z.int().min(0),
  total: z.int().min(0).optional(),
  actions: z.array(
    z.strictObject({
      id: Text,
      resource: Text,
      what: Text,
      why: Text,
      before: Text,
      after: Text,
      undo: Text.optional(),
      data: z.json(),
    }),
  ),
  findings: z.array(z.strictObject({ id: Text, resource: Text, what: Text, advice: Text })),
  stop: z.strictObject({ step: Text, reason: Text, hint: Text }).optional(),
  notes: z.record(z.string(), z.string()).optional(),
  evidence: z.array(z.strictObject({ name: Text, text: z.string() })).optional(),
});

/**
 * Holds what an `automation.ts` exports against the contract.
 * @throws {RunError} when it does not export what the manifest promises.
 */
export function checkModule(loaded: unknown, needs: { undo: boolean }): Automation<unknown> {
  const parts = loaded as Record<string, unknown>;
  const exported = { plan: parts.plan, apply: parts.apply, verify: parts.verify, undo: parts.undo };
  if (!Module.safeParse(exported).success) {
    throw new RunError('Unexpected exports of `automation.ts`, expected the functions `plan`, `apply` and `verify`');
  }
  if (needs.undo && exported.undo === undefined) {
    throw new RunError(
      'Unexpected absence of `undo` in `automation.ts`, expected it since the manifest says `undo: true`',
    );
  }
  return exported as Automation<unknown>;
}

/** Holds what `plan` answered against the contract. @throws Error when it does not keep it. */
export function checkPlan(answer: unknown): Plan<unknown> {
  const result = PlanShape.safeParse(answer);
  if (!result.success)
    throw new Error(`Unexpected plan, expected the contract's shape: ${z.prettifyError(result.error)}`);
  for (const list of [result.data.actions, result.data.findings]) {
    const ids = list.map(({ id }) => id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) throw new Error(`Unexpected second \`${twice}\` in the plan, expected every id once`);
  }
  return result.data;
}
