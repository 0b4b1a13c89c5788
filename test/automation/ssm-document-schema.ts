import { z } from 'zod';

/*
 * Runbooks of Systems Manager Automation as AWS documents them, transcribed as far as Gait writes them. Read on 2026-11-25:
 * - parts of a document and of parameters: https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-syntax-data-elements-parameters.html
 * - what every step has: https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html
 * - aws:invokeLambdaFunction: https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-lamb.html
 * - aws:executeScript: https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeScript.html
 * - aws:executeAutomation: https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeAutomation.html
 * - limits of rate control: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_TargetLocation.html
 */

const Reference = z.string().regex(/^\{\{ \w+(?:[.:]\w+)* \}\}$/u);

const Parameter = z.strictObject({
  type: z.enum(['String', 'StringList', 'Integer', 'Boolean', 'MapList', 'StringMap']),
  description: z.string().min(1),
  default: z.string().optional(),
  allowedValues: z.array(z.string()).optional(),
  allowedPattern: z.string().optional(),
  minItems: z.int().optional(),
  maxItems: z.int().optional(),
});

const Output = z.strictObject({
  Name: z.string(),
  Selector: z.string().regex(/^\$\.\w+(?:\.\w+)*$/u),
  Type: z.enum(['String', 'StringList', 'Integer', 'Boolean', 'MapList', 'StringMap']),
});

const common = {
  name: z.string().regex(/^[a-zA-Z0-9_]{1,128}$/u),
  maxAttempts: z.int().min(1).max(10).optional(),
  timeoutSeconds: z.int().optional(),
  onFailure: z.enum(['Abort', 'Continue']).optional(),
  isEnd: z.boolean().optional(),
  outputs: z.array(Output).optional(),
};

const InvokeFunction = z.strictObject({
  ...common,
  action: z.literal('aws:invokeLambdaFunction'),
  timeoutSeconds: z.int().max(300),
  inputs: z.strictObject({
    FunctionName: z.string().regex(/^[a-zA-Z0-9-_]{1,64}$/u),
    InvocationType: z.enum(['Event', 'RequestResponse', 'DryRun']),
    InputPayload: z.record(z.string(), z.unknown()),
  }),
});

const ExecuteScript = z.strictObject({
  ...common,
  action: z.literal('aws:executeScript'),
  inputs: z.strictObject({
    Runtime: z.enum(['python3.8', 'python3.9', 'python3.10', 'python3.11', 'PowerShell Core 6.0', 'PowerShell 7.0']),
    Handler: z.string(),
    InputPayload: z.record(z.string(), Reference),
    Script: z.string().max(100_000),
  }),
});

const ExecuteAutomation = z.strictObject({
  ...common,
  action: z.literal('aws:executeAutomation'),
  inputs: z
    .strictObject({
      DocumentName: z.string().regex(/^[a-zA-Z0-9_.-]{3,128}$/u),
      RuntimeParameters: z.record(z.string(), z.array(z.string())),
      TargetParameterName: z.string().min(1).max(50).optional(),
      Targets: Reference.optional(),
      MaxConcurrency: Reference.optional(),
      MaxErrors: Reference.optional(),
      TargetLocations: z
        .array(
          z.strictObject({
            Accounts: Reference,
            Regions: Reference,
            ExecutionRoleName: Reference,
            TargetLocationMaxConcurrency: Reference,
            TargetLocationMaxErrors: Reference,
          }),
        )
        .min(1),
    })
    .refine(({ Targets, TargetParameterName }) => (Targets === undefined) === (TargetParameterName === undefined)),
});

/** A runbook. What a step refers to must be a parameter, an earlier step, or a variable of the system. */
export const Runbook = z
  .strictObject({
    schemaVersion: z.literal('0.3'),
    description: z.string().min(1),
    assumeRole: Reference,
    parameters: z.record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,49}$/u), Parameter),
    mainSteps: z.array(z.discriminatedUnion('action', [InvokeFunction, ExecuteScript, ExecuteAutomation])).min(1),
    outputs: z.array(z.string().regex(/^\w+\.\w+$/u)).optional(),
  })
  .check(({ value, issues }) => {
    const known = new Set([...Object.keys(value.parameters), ...value.mainSteps.map(({ name }) => name), 'global']);
    const text = JSON.stringify([value.assumeRole, value.mainSteps]);
    for (const [whole, name = ''] of text.matchAll(/\{\{ (\w+)[^}]*\}\}/gu)) {
      if (!known.has(name)) issues.push({ code: 'custom', message: `unknown ${whole}`, input: whole });
    }
  });

/** See {@link Runbook}. */
export type Runbook = z.output<typeof Runbook>;
