import { z } from 'zod';
import { CivilDate, ControlReference, DurationText, Key, Line } from './common.ts';
import { STATUSES } from './sop.ts';

/** Front matter of a page under `docs/standards/`. */
export const Standard = z
  .strictObject({
    id: Key.meta({ description: 'Unique among standards, equal to the file name.' }),
    title: Line.meta({ description: 'Title of the page.' }),
    area: Key.meta({ description: 'Key of an area in the configuration.' }),
    owner: Key.meta({ description: 'The one accountable: a key of `owners` in the configuration.' }),
    led_by: Line.meta({ description: 'Who leads the standard: a role or a team.' }),
    last_reviewed_on: CivilDate.meta({ description: 'Day of the last review.' }),
    review_in: DurationText.meta({ description: 'Time until the next review.' }),
    controls: z.array(ControlReference).default([]).meta({ description: 'Controls it explains.' }),
    status: z.enum(STATUSES).default('active').meta({ description: 'Life of the standard.' }),
  })
  .meta({
    id: 'Standard',
    title: 'Standards page front matter',
    description: 'The front matter of a file under `docs/standards/`.',
  });

/** See {@link Standard}. */
export type Standard = z.output<typeof Standard>;
