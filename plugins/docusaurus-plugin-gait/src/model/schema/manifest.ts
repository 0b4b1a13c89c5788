import { z } from 'zod';
import { Key, Line, SchemaVersion } from './common.ts';

const Text = z.string().min(1);

/** Phases of an automation that a step of an SOP may map to. */
export const PHASES = ['plan', 'apply', 'verify', 'undo', 'manual'] as const;

/** What an automation may reach besides AWS. Each is a narrow interface on its context; see the guide. */
export const REACHES = [
  'dns',
  'rdap',
  'files',
  'knowledge-base',
  'tool:secretlint',
  'tool:secretlint-history',
  'tool:cfn-lint',
] as const;

/** What an automation declares about itself: the anatomy of a remediation (DESIGN §3.5). */
export const Manifest = z
  .strictObject({
    schema: SchemaVersion,
    name: Key.meta({ description: 'Equal to the folder name.' }),
    summary: Line.meta({ description: 'What it does, in one line.' }),
    sops: z
      .array(
        z.strictObject({
          id: Key.meta({ description: 'Id of the SOP that it carries out.' }),
          parity: z.record(Key, z.enum(PHASES)).default({}).meta({ description: 'Step id to the phase that does it.' }),
          seen: z
            .string()
            .regex(/^g\d+-[0-9a-f]{16}$/u, 'expected a fingerprint such as `g1-3f9a0c1d77be4a02`')
            .optional()
            .meta({ description: 'Fingerprint of the SOP that the automation was last compared with.' }),
        }),
      )
      .min(1)
      .meta({ description: 'SOPs that it carries out.' }),
    code: z
      .string()
      .regex(/^c\d+-[0-9a-f]{16}$/u, 'expected a digest such as `c1-3f9a0c1d77be4a02`')
      .optional()
      .meta({ description: 'Digest of the code when it was last compared with the SOPs.' }),
    inputs: z
      .array(
        z.strictObject({
          name: z
            .string()
            .regex(/^[a-z][a-z0-9-]*$/u, 'expected a lower-case name')
            .meta({ description: 'Name on the command line: `--input name=value`.' }),
          description: Line.optional().meta({ description: 'What it is.' }),
          pattern: z
            .string()
            .min(1)
            .max(200)
            .optional()
            .meta({ description: 'Pattern that the whole value must match.' }),
          example: z.string().optional().meta({ description: 'An example.' }),
          default: z.string().optional().meta({ description: 'Value when none is given.' }),
          required: z.boolean().default(true).meta({ description: 'Whether it must be given when it has no default.' }),
          secret: z
            .boolean()
            .default(false)
            .meta({ description: 'A secret: taken from the environment or asked for, never from the command line, never written down.' }),
        }),
      )
      .default([])
      .meta({ description: 'What it must be told.' }),
    triggers: z
      .strictObject({
        manual: z.boolean().meta({ description: 'May a person start it?' }),
        schedule: Line.nullable().default(null).meta({ description: 'EventBridge Scheduler expression.' }),
        event: z
          .record(z.string(), z.unknown())
          .nullable()
          .default(null)
          .meta({ description: 'EventBridge event pattern.' }),
        inputs: z
          .record(
            z.string(),
            z.string().regex(/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/u, 'expected keys of the event joined by dots, such as `detail.instance-id`'),
          )
          .default({})
          .meta({ description: 'Inputs that are taken from the event: name to the path in it, such as `detail.instance-id`.' }),
      })
      .meta({ description: 'What starts it.' }),
    source_of_truth: Line.meta({ description: 'What it consults before it decides.' }),
    impact: z
      .strictObject({
        breaks: Line.meta({ description: 'What may break.' }),
        cost: Line.meta({ description: 'What it costs.' }),
        undo: z.boolean().meta({ description: 'Can it be undone?' }),
      })
      .meta({ description: 'What it does to the world.' }),
    permissions: z
      .array(
        z.strictObject({
          actions: z
            .array(
              z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9*]+$/u, 'expected an IAM action such as `ec2:DescribeInstances`'),
            )
            .min(1)
            .meta({ description: 'IAM actions.' }),
          resources: z.array(Text).min(1).meta({ description: 'Resource ARNs, or `*`.' }),
          conditions: z.record(z.string(), z.unknown()).default({}).meta({ description: 'IAM conditions.' }),
        }),
      )
      .meta({ description: 'Everything that it may do in AWS; an empty list is nothing.' }),
    reaches: z
      .array(z.enum(REACHES))
      .default([])
      .meta({ description: 'Everything that it may reach besides AWS.' }),
    safeguards: z
      .strictObject({
        max_affected: z
          .union([z.int().min(0), z.string().regex(/^(?:100|[1-9]?[0-9])%$/u, 'expected a number or a percentage')])
          .meta({ description: 'How many resources one apply may touch; 0 = none, a human is woken.' }),
        of: z.enum(['examined', 'total']).default('examined').meta({ description: 'What a percentage is of.' }),
        max_errors: z.int().min(0).default(0).meta({ description: 'Errors after which it stops.' }),
        concurrency: z.int().min(1).max(50).default(1).meta({ description: 'Actions at the same time.' }),
        on_exceed: z.enum(['wake', 'stop']).default('wake').meta({ description: 'What happens past the limit.' }),
        wake: z.array(Key).default([]).meta({ description: 'Whom to wake.' }),
        approval: z
          .strictObject({
            role: Key.meta({ description: 'Role that approves.' }),
            count: z.int().min(1).meta({ description: 'How many people must approve.' }),
          })
          .optional()
          .meta({ description: 'Approval needed before an apply.' }),
      })
      .meta({ description: 'Its limits.' }),
    priority_action: Line.meta({ description: 'What it does first.' }),
    forensics: Line.meta({ description: 'What it looks up: has it happened before?' }),
    countermeasure: Line.meta({ description: 'What it does so that it does not happen again.' }),
    alerts: Line.meta({ description: 'Whom it tells.' }),
    log: Line.meta({ description: 'Where it writes what it did.' }),
  })
  .meta({ id: 'Manifest', title: 'Automation manifest', description: 'The file `scripts/<name>/automation.yaml`.' });

/** See {@link Manifest}. */
export type Manifest = z.output<typeof Manifest>;
