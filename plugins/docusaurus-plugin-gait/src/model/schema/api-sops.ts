import { z } from 'zod';
import { EARNED_MATURITIES } from '../maturity.ts';
import { ApiVersion, Count, Level, PageAddress } from './api-common.ts';
import { Cadence } from './cadence.ts';
import { CivilDate } from './common.ts';

const Sop = z.strictObject({
  id: z.string(),
  formerly: z.array(z.string()).meta({ description: 'Ids that it had before.' }),
  title: z.string(),
  description: z.string().nullable(),
  url: PageAddress,
  status: z.enum(['draft', 'active', 'deprecated', 'retired']),
  area: z.string().nullable().meta({ description: 'Key of its area.' }),
  owner: z.string().nullable().meta({ description: 'Key of the team that answers for it.' }),
  maturity: z.strictObject({
    claimed: Level,
    earned: z.enum(EARNED_MATURITIES),
    effective: Level.meta({ description: 'The lower of both.' }),
    rehearsed: z.boolean().meta({ description: 'Whether all of its evidence comes from an emulator.' }),
  }),
  records: z.strictObject({ total: Count, counting: Count.meta({ description: 'Of these, those that count.' }) }),
  fingerprint: z.string().nullable(),
  risk: z.enum(['low', 'medium', 'high']).nullable(),
  duration: z.string().nullable(),
  environments: z.array(z.string()),
  roles: z.array(z.string()),
  cadence: Cadence.nullable(),
  trigger: z.string().nullable(),
  last_reviewed_on: CivilDate.nullable(),
  next_review_on: CivilDate.nullable(),
  automation: z.string().nullable(),
  controls: z.array(z.string()),
  checks: z.array(z.string()).meta({ description: 'Checks whose failing leads here.' }),
  alerts: z.array(z.string()),
  related: z.array(z.string()),
});

/** Every SOP with its maturity and what it serves: `/api/sops.json`. No person is named in it. */
export const ApiSops = z
  .strictObject({
    schema: ApiVersion,
    api: z.literal('sops'),
    sops: z.array(Sop).meta({ description: 'In the order of their ids.' }),
  })
  .meta({ id: 'ApiSops', title: 'SOPs', description: 'What `/api/sops.json` of a site holds.' });

/** See {@link ApiSops}. */
export type ApiSops = z.output<typeof ApiSops>;
