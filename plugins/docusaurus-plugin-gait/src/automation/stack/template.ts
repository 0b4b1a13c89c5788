import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunError } from '../errors.ts';
import type { StackInput } from './contract.ts';

/**
 * The template of a stack, as JSON. The same input gives the same bytes. CDK holds it against CloudFormation's own schemas.
 * @throws {RunError} when aws-cdk-lib is not installed.
 */
export async function toTemplate(input: StackInput): Promise<string> {
  const { createEventStack, STACK } = await import('./stack.ts').catch((error: unknown) => {
    throw new RunError(
      'Unexpected absence of the packages `aws-cdk-lib` and `constructs`, expected them to be installed',
      `Run \`npm install aws-cdk-lib constructs\`. (${String(error)})`,
    );
  });
  const folder = mkdtempSync(join(tmpdir(), 'gait-stack-'));
  try {
    const template: unknown = createEventStack(input, folder).synth().getStackByName(STACK).template;
    return `${JSON.stringify(template, null, 2)}\n`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
