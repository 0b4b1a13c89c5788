import { z } from 'zod';
import { MATURITIES } from '../maturity.ts';
import { CHANGE_KINDS, STEP_PARTS, VARIABLE_PARTS } from '../text-change.ts';

/** An SOP that was added or removed. */
export const ImpactSop = z.strictObject({
  id: z.string(),
  title: z.string(),
  file: z.string(),
  claimed: z.enum(MATURITIES),
  effective: z.enum(MATURITIES),
  steps: z.int().min(0).meta({ description: 'How many steps it has.' }),
  owner: z.string().nullable(),
});

const Action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('command'), language: z.string(), code: z.string() }),
  z.strictObject({ kind: z.literal('stop'), text: z.string() }),
  z.strictObject({ kind: z.literal('approval'), role: z.string().nullable(), text: z.string() }),
]);

const Step = z.strictObject({
  id: z.string(),
  number: z.int().min(1).meta({ description: 'Place in the list.' }),
  title: z.string(),
  text: z.string(),
  actions: z.array(Action).meta({ description: 'Commands and gates in the order of the source.' }),
  on_failure: z.string().nullable(),
  wait: z.string().nullable(),
});

/** A step that was added, removed, changed or moved. */
export const ImpactStep = z.strictObject({
  kind: z.enum(CHANGE_KINDS),
  parts: z
    .array(z.enum(STEP_PARTS))
    .meta({ description: 'What differs; empty when it was added or removed.' }),
  before: Step.nullable(),
  after: Step.nullable(),
});

const Variable = z.strictObject({
  name: z.string(),
  kind: z.enum(CHANGE_KINDS),
  parts: z.array(z.enum(VARIABLE_PARTS)).meta({ description: 'What differs; empty but for one that changed.' }),
});

/** An SOP that was changed. */
export const ImpactSopChange = z.strictObject({
  id: z.string(),
  title: z.string(),
  file: z.string(),
  fingerprint: z.strictObject({ before: z.string().nullable(), after: z.string().nullable() }),
  evidence: z
    .enum(['same', 'accepted', 'new'])
    .meta({ description: 'Same fingerprint; another one with the old in `accepts`; another one.' }),
  steps: z.array(ImpactStep),
  sections: z.array(z.string()).meta({ description: 'Verification and rollback, where these changed.' }),
  variables: z.array(Variable).meta({ description: 'Variables, as far as the fingerprint covers them.' }),
  keys: z.array(z.string()).meta({ description: 'Keys of the front matter that changed.' }),
});

/** See {@link ImpactSop}. */
export type ImpactSop = z.output<typeof ImpactSop>;
/** See {@link ImpactStep}. */
export type ImpactStep = z.output<typeof ImpactStep>;
/** See {@link ImpactSopChange}. */
export type ImpactSopChange = z.output<typeof ImpactSopChange>;
