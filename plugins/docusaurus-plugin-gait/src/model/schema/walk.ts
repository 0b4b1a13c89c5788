import { z } from 'zod';
import { DurationText, Handle, Key, Line, SchemaVersion, Timestamp, VariableName } from './common.ts';
import { CommitId, FingerprintText, StepOutcome } from './record.ts';

/** Where a gate stands: a step, and which of its gates, from 0. */
const GATE = {
  step: Key.meta({ description: 'Step that it stands in.' }),
  gate: z.int().min(0).max(99).meta({ description: 'Which gate of the step, from 0.' }),
};

/** A piece of a step as plain text: what a walk goes on with when the page has another text. */
const WalkPart = z.strictObject({
  kind: z
    .enum(['text', 'command', 'code', 'output', 'stop', 'approval'])
    .meta({ description: 'What it is to the reader.' }),
  text: z.string().max(100_000).meta({ description: 'Plain text; never markup.' }),
  language: z.string().max(80).optional().meta({ description: 'Language of a command or code.' }),
  role: Key.optional().meta({ description: 'Role that an approval asks for.' }),
});

/** A step as plain text. */
const WalkStep = z.strictObject({
  id: Key.meta({ description: 'Step id.' }),
  number: z.int().min(1).meta({ description: 'Its number as shown.' }),
  title: z.string().max(20_000).meta({ description: 'Its first paragraph.' }),
  parts: z.array(WalkPart).max(500).meta({ description: 'What follows the first paragraph, in order.' }),
  wait: DurationText.optional().meta({ description: 'How long to wait after it.' }),
  on_failure: z
    .strictObject({
      anchor: z.string().min(1).max(500).meta({ description: 'Step or section of the page.' }),
      title: Line.meta({ description: 'Its title.' }),
    })
    .optional()
    .meta({ description: 'Where to go when it fails.' }),
});

/** See {@link WalkStep}. */
export type WalkStep = z.output<typeof WalkStep>;

/** A walk as a browser keeps and exports it (DESIGN §1): one person following one text of one SOP. Values of secret variables are never in it. */
export const Walk = z
  .strictObject({
    schema: SchemaVersion,
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{5,63}$/u, 'expected 6 to 64 lower-case letters, digits and hyphens')
      .meta({ description: 'Tells walks apart; made by the browser, such as a UUID.' }),
    name: Line.meta({ description: 'What the person calls this walk: a ticket, an instance.' }),
    sop: Key.meta({ description: 'Id of the SOP.' }),
    title: Line.meta({ description: 'Title of the SOP when the walk began.' }),
    fingerprint: FingerprintText.meta({ description: 'Fingerprint of the text that is followed.' }),
    commit: CommitId.nullable().meta({
      description: 'Commit of the text that is followed; `null` where the site was built outside a checkout.',
    }),
    state: z
      .enum(['open', 'finished', 'abandoned'])
      .meta({ description: '`open` while it is followed; only a finished or abandoned walk becomes a record.' }),
    started_at: Timestamp.meta({ description: 'When it began.' }),
    finished_at: Timestamp.optional().meta({ description: 'When it ended; not while it is open.' }),
    environment: Key.optional().meta({ description: '`production`, `staging` …' }),
    performers: z
      .array(Handle)
      .max(50)
      .default([])
      .meta({ description: 'Who follows it: the last one now, those before handed it over.' }),
    steps: z
      .array(
        z.strictObject({
          id: Key.meta({ description: 'Step id.' }),
          outcome: StepOutcome.meta({ description: 'How the step ended.' }),
          at: Timestamp.meta({ description: 'When it was ticked.' }),
          note: z.string().max(2000).optional().meta({ description: 'Why it was skipped, or what was seen.' }),
          went_on_at: Timestamp.optional().meta({
            description: 'When the person went on all the same, although the step had failed or its wait was not over.',
          }),
        }),
      )
      .default([])
      .meta({ description: 'Steps that are ticked, in the order of the procedure, each once.' }),
    approvals: z
      .array(
        z.strictObject({
          role: Key.meta({ description: 'Role that approved.' }),
          by: Line.meta({ description: 'Who approved.' }),
          at: Timestamp.meta({ description: 'When the approval was noted.' }),
          step: GATE.step.optional(),
          gate: GATE.gate.optional(),
        }),
      )
      .default([])
      .meta({ description: 'Approvals that were given.' }),
    stops: z
      .array(z.strictObject({ ...GATE, at: Timestamp.meta({ description: 'When the person went on.' }) }))
      .default([])
      .meta({ description: 'Stops that were read and passed.' }),
    text: z
      .array(WalkStep)
      .max(500)
      .optional()
      .meta({ description: 'The steps that are followed, as plain text: the page may have others by now.' }),
    variables: z
      .record(VariableName, z.string().max(500))
      .default({})
      .meta({ description: 'Values of variables by name, without those that are secret.' }),
    notes: z.string().max(5000).optional().meta({ description: 'Anything else.' }),
  })
  .meta({
    id: 'Walk',
    title: 'Walk',
    description: 'A walk that a browser exported; `gait record <sop> --walk <file>` makes a record of it.',
  });

/** See {@link Walk}. */
export type Walk = z.output<typeof Walk>;
