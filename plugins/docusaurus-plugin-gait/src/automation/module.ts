import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import type { Automation } from './contract.ts';
import { getErrorText, RunError } from './errors.ts';
import { checkModule } from './shape.ts';

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
  return checkModule(loaded, needs);
}
