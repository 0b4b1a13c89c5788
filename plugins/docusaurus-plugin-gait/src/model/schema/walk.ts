import { z } from 'zod';
import { Key, Line, SchemaVersion, Timestamp, VariableName } from './common.ts';
import { CommitId, FingerprintText, StepOutcome } from './record.ts';

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
    steps: z
      .array(
        z.strictObject({
          id: Key.meta({ description: 'Step id.' }),
          outcome: StepOutcome.meta({ description: 'How the step ended.' }),
          at: Timestamp.meta({ description: 'When it was ticked.' }),
          note: z.string().max(2000).optional().meta({ description: 'Why it was skipped, or what was seen.' }),
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
        }),
      )
      .default([])
      .meta({ description: 'Approvals that were given.' }),
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
