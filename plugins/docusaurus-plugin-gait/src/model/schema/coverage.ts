import { z } from 'zod';
import { MATURITIES } from '../maturity.ts';
import { ApiVersion, Count, Level, PageAddress } from './api-common.ts';
import { CivilDate } from './common.ts';

const COUNTS = {
  total: Count.meta({ description: 'Controls; withdrawn ones are not counted.' }),
  covered: Count.meta({ description: 'Of these, controls that at least one active SOP serves.' }),
  crawl: Count.meta({ description: 'Covered by nothing better than an SOP at crawl.' }),
  walk: Count.meta({ description: 'Covered by an SOP at walk, and none at run.' }),
  run: Count.meta({ description: 'Covered by an SOP at run.' }),
  checked: Count.meta({ description: 'Controls that at least one check tests, with or without an SOP.' }),
};
const Groups = (description: string) =>
  z.array(z.strictObject({ key: z.string(), ...COUNTS })).meta({ description });

const Control = z.strictObject({
  reference: z.string().meta({ description: '`cis-aws@5.0.0#1.4`.' }),
  title: z.string(),
  path: z.array(z.string()).meta({ description: 'Chapter, section and so on.' }),
  area: z.string().optional(),
  levels: z.array(z.string()),
  severity: z.string().optional(),
  assessment: z.enum(['automated', 'manual']),
  status: z.enum(['active', 'withdrawn']),
  best: Level.optional().meta({ description: 'Effective maturity of the best active SOP; left out at a gap.' }),
  sops: z.array(z.string()).meta({ description: 'Ids of the active SOPs that serve it, most mature first.' }),
  checks: Count,
});

/** Coverage of every framework: `/api/coverage.json`, and what `gait report coverage --format json` writes. */
export const Coverage = z
  .strictObject({
    schema: ApiVersion,
    report: z.literal('coverage'),
    as_of: CivilDate.optional().meta({
      description: 'Day for which it was worked out; `/build.json` says it for the files of a site.',
    }),
    frameworks: z.array(
      z.strictObject({
        key: z.string().meta({ description: '`cis-aws@5.0.0`.' }),
        title: z.string(),
        url: PageAddress.optional(),
        counts: z.strictObject(COUNTS),
        by_area: Groups('By key of the area; empty for controls of none.'),
        by_level: Groups('By level; a control of two levels counts in both.'),
        by_assessment: Groups('By how the standard says that a control is assessed.'),
        by_chapter: Groups('By the first part of the path; empty for controls without one.'),
        by_maturity: z
          .array(
            z.strictObject({
              key: z.enum(['gap', ...MATURITIES]).meta({ description: 'Maturity of the best SOP, or `gap`.' }),
              total: Count,
              automated: Count.meta({ description: 'Of these, controls that the standard says are automated.' }),
              manual: Count,
              checked: Count,
            }),
          )
          .meta({ description: 'By the best SOP of each control, gaps first.' }),
        controls: z.array(Control).meta({ description: 'Gaps first, withdrawn ones last.' }),
      }),
    ),
  })
  .meta({
    id: 'Coverage',
    title: 'Coverage',
    description: 'Which controls SOPs serve, at which maturity: `/api/coverage.json` and `gait report coverage`.',
  });

/** See {@link Coverage}. */
export type Coverage = z.output<typeof Coverage>;
