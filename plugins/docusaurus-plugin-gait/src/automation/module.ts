import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import { z } from 'zod';
import type { Automation, Plan } from './contract.ts';
import { getErrorText, RunError } from './errors.ts';

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
 * Loads `automation.ts` of a folder. Its import of `docusaurus-plugin-gait/automation` leads to this very runtime.
 * @throws {RunError} when it is missing, does not load, or does not export what the manifest promises.
 */
export async function loadAutomation(folder: string, needs: { undo: boolean }): Promise<Automation<unknown>> {
  const path = join(folder, 'automation.ts');
  if (!existsSync(path))
    throw new RunError('Unexpected absence of `automation.ts`, expected it beside `automation.yaml`');
  const own = import.meta.url.endsWith('.ts') ? './index.ts' : './index.js';
  const jiti = createJiti(import.meta.url, {
    alias: { 'docusaurus-plugin-gait/automation': fileURLToPath(new URL(own, import.meta.url)) },
    fsCache: false,
    moduleCache: false,
  });
  let loaded: unknown;
  try {
    loaded = await jiti.import(path);
  } catch (error) {
    throw new RunError(`Unexpected error while loading \`automation.ts\`: ${getErrorText(error)}`);
  }
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
