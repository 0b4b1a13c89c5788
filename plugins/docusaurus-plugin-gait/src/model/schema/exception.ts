import { z } from 'zod';
import { CheckReference, CivilDate, ControlReference, Key, Line, SchemaVersion } from './common.ts';

/** A dated, owned decision not to meet a control or check (DESIGN §3.6). */
export const GaitException = z
  .strictObject({
    schema: SchemaVersion,
    id: Key.meta({ description: 'Equal to the file name.' }),
    control: ControlReference.optional().meta({ description: 'The control that is not met; or name a check.' }),
    check: CheckReference.optional().meta({ description: 'The check that is not met; or name a control.' }),
    scope: Line.meta({ description: 'What it covers: account, resource, environment.' }),
    reason: Line.meta({ description: 'Why.' }),
    granted_by: Line.meta({ description: 'Who decided.' }),
    granted_on: CivilDate.meta({ description: 'When.' }),
    expires: CivilDate.meta({ description: 'Last day on which it excuses.' }),
  })
  .refine((value) => (value.control === undefined) !== (value.check === undefined), {
    message: 'expected either `control` or `check`, not both',
    path: ['control'],
  })
  .meta({ id: 'Exception', title: 'Exception', description: 'A file of `exceptions/`.' });

/** See {@link GaitException}. */
export type GaitException = z.output<typeof GaitException>;
