import { z } from 'zod';
import { CivilDate, ControlReference, Handle, Key, Line, SchemaVersion, Timestamp, WebAddress } from './common.ts';

/** Who carried an SOP out: a person, an automation, or an exercise against an emulator. */
export const Performer = z.union([
  z.strictObject({ person: Handle.meta({ description: 'Handle of a person.' }) }),
  z.strictObject({ automation: Key.meta({ description: 'Name of an automation.' }) }),
  z.strictObject({ exercise: Key.meta({ description: 'Who exercised it: `gait`.' }) }),
]);

/** Fingerprint of an SOP's text: `g1-3f9a0c1d77be4a02`. */
export const FingerprintText = z
  .string()
  .regex(/^g\d+-[0-9a-f]{16}$/u, 'expected a fingerprint such as `g1-3f9a0c1d77be4a02`');

/** Id of a commit, whole or shortened. */
export const CommitId = z.string().regex(/^[0-9a-f]{7,40}$/u, 'expected a commit id');

/** How a step ended. */
export const StepOutcome = z.enum(['done', 'skipped', 'failed']);

/** How carrying out a whole SOP ended. */
export const RecordOutcome = z.enum(['completed', 'deviated', 'failed', 'abandoned']);

/** Evidence that an SOP was carried out once (DESIGN §3.4). */
export const GaitRecord = z
  .strictObject({
    schema: SchemaVersion,
    id: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}-[a-z0-9]{6}$/u, 'expected a date and six characters, such as `2026-11-02-k3f9qa`')
      .meta({ description: 'Equal to the file name.' }),
    sop: Key.meta({ description: 'Id of the SOP.' }),
    fingerprint: FingerprintText.meta({ description: 'Fingerprint of the text that was followed.' }),
    commit: CommitId.meta({ description: 'Commit of the text that was followed.' }),
    performer: Performer.meta({ description: 'Who carried it out.' }),
    started_at: Timestamp.meta({ description: 'When it began.' }),
    finished_at: Timestamp.meta({ description: 'When it ended.' }),
    environment: Key.meta({ description: '`production`, `staging`, `emulator` …' }),
    outcome: RecordOutcome.meta({ description: 'How it ended.' }),
    steps: z
      .array(
        z.strictObject({
          id: Key.meta({ description: 'Step id.' }),
          outcome: StepOutcome.meta({ description: 'How the step ended.' }),
          at: Timestamp.optional().meta({ description: 'When it was ticked.' }),
          note: z.string().max(2000).optional().meta({ description: 'Why it was skipped, or what was seen.' }),
        }),
      )
      .default([])
      .meta({ description: 'What became of each step.' }),
    approvals: z
      .array(
        z.strictObject({
          role: Key.meta({ description: 'Role that approved.' }),
          by: Line.meta({ description: 'Who approved.' }),
        }),
      )
      .default([])
      .meta({ description: 'Approvals that were given.' }),
    occurrence: CivilDate.optional().meta({ description: 'The due date that it satisfies.' }),
    reference: WebAddress.optional().meta({ description: 'Address of the ticket.' }),
    evidence: z.array(WebAddress).default([]).meta({ description: 'Addresses of what proves it.' }),
    attests: z
      .array(
        z.strictObject({
          control: ControlReference.meta({ description: 'The control.' }),
          status: z.enum(['pass', 'fail', 'not-applicable', 'waived']).meta({ description: 'What was found.' }),
          until: CivilDate.optional().meta({ description: 'End of a waiver.' }),
          reason: Line.optional().meta({ description: 'Why it is waived or does not apply.' }),
        }),
      )
      .default([])
      .meta({ description: 'Manual controls that it attests.' }),
    supersedes: z.string().nullable().default(null).meta({ description: 'Id of the record that it corrects.' }),
    mode: Line.optional().meta({ description: 'How an automation ran: under which credentials and limits.' }),
    notes: z.string().max(5000).optional().meta({ description: 'Anything else.' }),
  })
  .meta({ id: 'Record', title: 'Record', description: 'A file of `records/<sop>/`.' });

/** See {@link GaitRecord}. */
export type GaitRecord = z.output<typeof GaitRecord>;
