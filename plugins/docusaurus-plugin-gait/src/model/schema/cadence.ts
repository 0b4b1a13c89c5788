import { z } from 'zod';
import { CivilDate, DurationText, Line } from './common.ts';

/** When an SOP is due: on an event, on demand, or again and again. */
export const Cadence = z
  .union([
    z.enum(['on-event', 'on-demand']),
    z.strictObject({
      every: DurationText.meta({ description: 'Interval between occurrences.' }),
      from: CivilDate.meta({ description: 'First occurrence; later ones count from it.' }),
      within: DurationText.optional().meta({
        description: 'Grace after the due date; a tenth of the interval when left out.',
      }),
    }),
    z.strictObject({
      cron: Line.meta({ description: 'Five cron fields: minute hour day month weekday.' }),
      timezone: Line.optional().meta({
        description: "IANA time zone of the cron fields; the configuration's when left out.",
      }),
      within: DurationText.optional().meta({
        description: 'Grace after the due date; a tenth of the interval when left out.',
      }),
    }),
  ])
  .meta({ id: 'Cadence', description: 'When an SOP is carried out: `on-event`, `on-demand`, or on a schedule.' });

/** See {@link Cadence}. */
export type Cadence = z.output<typeof Cadence>;
