import { ACCOUNT_INPUT, getFunctionName, RUNBOOK_SOURCE } from '../../model/automation-function.ts';
import type { Manifest } from '../../model/schema/manifest.ts';
import { toJsonText } from './contract.ts';

type Input = Manifest['inputs'][number];

/** How long AWS lets a step that invokes a function take: https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-lamb.html */
const STEP_SECONDS = 300;

/** Name of the runbook that carries out an automation once. */
export function getRunbookName(automation: string): string {
  return `Gait-${automation}`;
}

/**
 * A runbook of Systems Manager Automation, schema 0.3, that carries out an automation once in the account and region where it runs: it invokes
 * the function of the stack and fails when that failed, stopped, or could not verify, so that rate control counts it as an error.
 */
export function toRunbook(manifest: Manifest): string {
  const { name, summary } = manifest;
  const inputs = Object.fromEntries(
    getInputs(manifest).map((input) => [input.name, `{{ ${toParameterName(input)} }}`]),
  );
  const hasAccount = manifest.inputs.some((input) => input.name === ACCOUNT_INPUT);
  return toJsonText({
    schemaVersion: '0.3',
    description: `${summary}. Carried out by the function ${getFunctionName(name)} within its safeguards.`,
    assumeRole: '{{ AutomationAssumeRole }}',
    parameters: toRunParameters(manifest),
    mainSteps: [
      {
        name: 'run',
        action: 'aws:invokeLambdaFunction',
        // Whoever looks at the outcome decides on a second try.
        maxAttempts: 1,
        timeoutSeconds: STEP_SECONDS,
        onFailure: 'Abort',
        inputs: {
          FunctionName: getFunctionName(name),
          InvocationType: 'RequestResponse',
          InputPayload: {
            source: RUNBOOK_SOURCE,
            apply: '{{ Apply }}',
            inputs: { ...(hasAccount && { [ACCOUNT_INPUT]: '{{ global:ACCOUNT_ID }}' }), ...inputs },
          },
        },
      },
      {
        name: 'check',
        action: 'aws:executeScript',
        isEnd: true,
        inputs: {
          Runtime: 'python3.11',
          Handler: 'check',
          InputPayload: { payload: '{{ run.Payload }}' },
          Script: CHECK,
        },
        outputs: [
          { Name: 'Status', Selector: '$.Payload.status', Type: 'String' },
          { Name: 'Run', Selector: '$.Payload.run', Type: 'String' },
        ],
      },
    ],
    outputs: ['check.Status', 'check.Run'],
  });
}

/** Statuses with which the step is done; see `RunResult` of the runtime. */
const CHECK = `import json

def check(events, context):
    answer = json.loads(events["payload"])
    status = answer.get("status")
    if status not in ("nothing-to-do", "would-change", "done"):
        raise Exception(answer.get("errorMessage") or "The automation ended as " + str(status) + "; people were told")
    return {"status": status, "run": answer.get("run") or ""}
`;

/**
 * A runbook that has AWS carry out the one of {@link toRunbook} under rate control: in many accounts and regions and, where the automation is
 * about one thing at a time, for many of them. The manifest's limits are the defaults.
 */
export function toRateControl(manifest: Manifest): string {
  const { name, summary, safeguards } = manifest;
  const target = getTarget(manifest);
  const given = getInputs(manifest).filter((input) => input !== target);
  const count = { type: 'String', allowedPattern: '^([1-9][0-9]{0,5}|[1-9][0-9]?%|100%)$' };
  return toJsonText({
    schemaVersion: '0.3',
    description: `${summary}. In many accounts and regions, as many at a time as MaxConcurrency lets, until there are more than MaxErrors.`,
    assumeRole: '{{ AutomationAssumeRole }}',
    parameters: {
      ...toRunParameters(manifest, target),
      Accounts: { type: 'StringList', description: 'Accounts, or organizational units', minItems: 1, maxItems: 50 },
      Regions: { type: 'StringList', description: 'Regions in each of them', minItems: 1, maxItems: 50 },
      ExecutionRoleName: {
        type: 'String',
        description: 'Role of each account that Systems Manager assumes there',
        default: 'AWS-SystemsManager-AutomationExecutionRole',
        allowedPattern: '^[\\w+=,.@/-]{1,64}$',
      },
      ...(target && {
        Targets: {
          type: 'MapList',
          description: `What it is carried out for, as values of ${toParameterName(target)}: [{"Key": "ParameterValues", "Values": ["${target.example ?? '…'}"]}]`,
        },
      }),
      MaxConcurrency: {
        ...count,
        description: 'How many at a time, or a percentage',
        default: String(safeguards.concurrency),
      },
      MaxErrors: {
        type: 'String',
        description: 'After more errors than this none is begun, or a percentage',
        default: String(safeguards.max_errors),
        allowedPattern: '^([1-9][0-9]{0,5}|0|[1-9][0-9]?%|0%|100%)$',
      },
    },
    mainSteps: [
      {
        name: 'each',
        action: 'aws:executeAutomation',
        maxAttempts: 1,
        onFailure: 'Abort',
        isEnd: true,
        inputs: {
          DocumentName: getRunbookName(name),
          RuntimeParameters: {
            Apply: ['{{ Apply }}'],
            ...Object.fromEntries(given.map((input) => [toParameterName(input), [`{{ ${toParameterName(input)} }}`]])),
          },
          ...(target && {
            TargetParameterName: toParameterName(target),
            Targets: '{{ Targets }}',
            MaxConcurrency: '{{ MaxConcurrency }}',
            MaxErrors: '{{ MaxErrors }}',
          }),
          TargetLocations: [
            {
              Accounts: '{{ Accounts }}',
              Regions: '{{ Regions }}',
              ExecutionRoleName: '{{ ExecutionRoleName }}',
              TargetLocationMaxConcurrency: '{{ MaxConcurrency }}',
              TargetLocationMaxErrors: '{{ MaxErrors }}',
            },
          ],
        },
      },
    ],
  });
}

/** The input that a run is about: the first one that must be given. An automation without one is about its account and region. */
function getTarget(manifest: Manifest): Input | undefined {
  return getInputs(manifest).find(({ required, default: value }) => required && value === undefined);
}

/** Inputs that a runbook can hand over. The account is the one where it runs; nobody types a secret into a runbook. */
function getInputs({ inputs }: Manifest): Input[] {
  return inputs.filter(({ name, secret }) => name !== ACCOUNT_INPUT && !secret);
}

function toRunParameters(manifest: Manifest, without?: Input): Record<string, object> {
  const inputs = getInputs(manifest).filter((input) => input !== without);
  return {
    AutomationAssumeRole: {
      type: 'String',
      description: 'Role that Systems Manager assumes; whoever starts it when empty',
      default: '',
    },
    Apply: {
      type: 'String',
      description: 'false shows the plan alone; true applies, where the stack lets the function apply',
      allowedValues: ['false', 'true'],
      default: 'false',
    },
    ...Object.fromEntries(inputs.map((input) => [toParameterName(input), toParameter(input)])),
  };
}

function toParameter({ description, name, pattern, default: value, required }: Input): object {
  const isOptional = value === undefined && !required;
  return {
    type: 'String',
    description: description ?? name,
    ...(value !== undefined && { default: value }),
    ...(isOptional && { default: '' }),
    ...(pattern !== undefined && { allowedPattern: `^(?:${pattern})$${isOptional ? '|^$' : ''}` }),
  };
}

/** `new-value` becomes `NewValue`: names of parameters have letters and digits. */
function toParameterName({ name }: Input): string {
  return name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}
