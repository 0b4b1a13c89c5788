import { z } from 'zod';
import { VERDICTS } from '../check-status.ts';
import { ApiVersion, Count, Level, PageAddress } from './api-common.ts';
import { CivilDate } from './common.ts';

const Verdict = z.enum([...VERDICTS, 'waived']);

const Check = z.strictObject({
  id: z.string().meta({ description: '`prowler:iam_root_mfa_enabled`.' }),
  verified: z.boolean().meta({ description: "True when the link was read in the publisher's own text." }),
  url: PageAddress,
});

const State = z.strictObject({
  verdict: Verdict,
  disputed: z.boolean().meta({ description: 'Whether tools, or a tool and a person, disagree.' }),
  excused: z.boolean().meta({ description: 'Whether exceptions in force cover all that fails.' }),
  checks: z.array(
    z.strictObject({
      id: z.string(),
      verdict: Verdict,
      failing: Count.meta({ description: 'Failing findings.' }),
      newest: CivilDate.nullable().meta({ description: 'Day of the newest finding.' }),
    }),
  ),
  attestation: z
    .strictObject({
      status: z.enum(['pass', 'fail', 'not-applicable', 'waived']),
      sop: z.string(),
      record: z.string(),
      on: CivilDate,
      valid_until: CivilDate.meta({ description: 'Last day on which it counts.' }),
    })
    .nullable(),
});

const Exceptions = z.union([
  Count.meta({ description: 'How many are in force, when only counts are published.' }),
  z.array(z.strictObject({ id: z.string(), target: z.string(), scope: z.string(), reason: z.string(), expires: CivilDate })),
]);

const Control = z.strictObject({
  reference: z.string().meta({ description: '`cis-aws@5.0.0#1.4`.' }),
  id: z.string(),
  title: z.string(),
  url: PageAddress,
  path: z.array(z.string()).meta({ description: 'Chapter, section and so on, outermost first.' }),
  levels: z.array(z.string()),
  severity: z.string().nullable(),
  assessment: z.enum(['automated', 'manual']),
  area: z.string().nullable(),
  status: z.enum(['active', 'withdrawn']),
  decides: z.enum(['all', 'any', 'partial']).meta({ description: 'How several checks decide the control.' }),
  best: Level.nullable().meta({ description: 'Effective maturity of the best active SOP; null at a gap.' }),
  sops: z.array(
    z.strictObject({
      id: z.string(),
      maturity: Level.meta({ description: 'Effective maturity.' }),
      status: z.enum(['draft', 'active', 'deprecated', 'retired']),
      url: PageAddress,
    }),
  ),
  standards: z.array(z.string()).meta({ description: 'Ids of the standards pages that explain it.' }),
  checks: z.array(Check),
  elsewhere: z
    .array(
      z.strictObject({
        framework: z.string(),
        relation: z.string().meta({ description: 'same, changed, split, merged, dropped or new.' }),
        controls: z.array(z.string()),
      }),
    )
    .meta({ description: 'What became of it in other versions and frameworks.' }),
  state: State.nullable().meta({ description: 'Where it stands; null when there is nothing to say, or it is not published.' }),
  exceptions: Exceptions.nullable().meta({ description: 'Null when exceptions are not published.' }),
});

/** Every control of every catalogue with what serves and tests it: `/api/controls.json`. */
export const ApiControls = z
  .strictObject({
    schema: ApiVersion,
    api: z.literal('controls'),
    frameworks: z.array(
      z.strictObject({
        key: z.string().meta({ description: '`cis-aws@5.0.0`.' }),
        framework: z.string(),
        version: z.string(),
        title: z.string(),
        url: PageAddress,
        controls: z.array(Control).meta({ description: 'In the order of the catalogue.' }),
      }),
    ),
  })
  .meta({ id: 'ApiControls', title: 'Controls', description: 'What `/api/controls.json` of a site holds.' });

/** See {@link ApiControls}. */
export type ApiControls = z.output<typeof ApiControls>;
