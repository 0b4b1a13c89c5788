import { z } from 'zod';
import { MATURITIES } from '../maturity.ts';
import { Cadence } from './cadence.ts';
import { AlertReference, CivilDate, ControlReference, DurationText, Key, Line } from './common.ts';
import { Variable } from './variable.ts';

/** Risk of following an SOP. */
export const RISKS = ['low', 'medium', 'high'] as const;

/** Life of an SOP or a standard. */
export const STATUSES = ['draft', 'active', 'deprecated', 'retired'] as const;

/** Front matter of an SOP (DESIGN §3.1). Keys that depend on maturity or status are held by the rule `missing-key`. */
export const Sop = z
  .strictObject({
    id: Key.meta({ description: 'Unique, equal to the file name; permalink and key of records.' }),
    formerly: z.array(Key).default([]).meta({ description: 'Old ids: they redirect here and are never used again.' }),
    title: Line.meta({ description: 'Title of the page, in the imperative.' }),
    description: Line.meta({ description: 'One sentence that says when to reach for this SOP.' }),
    area: Key.meta({ description: 'Key of an area in the configuration.' }),
    maturity: z.enum(MATURITIES).meta({ description: 'The claimed maturity.' }),
    status: z.enum(STATUSES).default('active').meta({ description: 'Life of the SOP.' }),
    replaced_by: z
      .union([Key, z.literal('none')])
      .optional()
      .meta({ description: 'Id of the SOP that took over; `none` for a retired one without successor.' }),
    owner: Key.meta({ description: 'The one accountable: a key of `owners` in the configuration.' }),
    contributors: z.array(Line).default([]).meta({ description: 'People or teams who helped.' }),
    roles: z.array(Key).default([]).meta({ description: 'Roles that take part.' }),
    last_reviewed_on: CivilDate.meta({ description: 'Day of the last review.' }),
    review_in: DurationText.meta({ description: 'Time until the next review.' }),
    cadence: Cadence,
    trigger: Line.optional().meta({
      description: 'The event that starts it; required when the cadence is `on-event`.',
    }),
    alerts: z.array(AlertReference).default([]).meta({ description: 'Alerts of detectors that lead here.' }),
    duration: DurationText.optional().meta({ description: 'Usual time from start to end.' }),
    risk: z.enum(RISKS).optional().meta({ description: 'What can go wrong while following it.' }),
    environments: z.array(Key).default([]).meta({ description: 'Environments in which it may be carried out.' }),
    controls: z
      .array(ControlReference)
      .default([])
      .meta({ description: 'Controls it serves, each with its framework version.' }),
    variables: z.array(Variable).default([]).meta({ description: 'Values that the commands need.' }),
    automation: Key.optional().meta({ description: 'Folder of `scripts/` that carries it out; required at run.' }),
    related: z.array(Key).default([]).meta({ description: 'Ids of SOPs that often come before or after.' }),
    accepts: z
      .array(z.string().regex(/^g\d+-[0-9a-f]{16}$/u, 'expected a fingerprint such as `g1-3f9a0c1d77be4a02`'))
      .default([])
      .meta({ description: 'Earlier fingerprints whose records still count after a mere rewording.' }),
  })
  .meta({ id: 'Sop', title: 'SOP front matter', description: 'The front matter of a file under `docs/sops/`.' });

/** See {@link Sop}. */
export type Sop = z.output<typeof Sop>;
/** Risk of following an SOP. */
export type Risk = (typeof RISKS)[number];
/** Life of an SOP or a standard. */
export type Status = (typeof STATUSES)[number];
