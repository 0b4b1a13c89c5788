import { z } from 'zod';
import { Key, Line, VariableName } from './common.ts';

/** A value that an SOP's commands need. */
export const Variable = z
  .strictObject({
    name: VariableName.meta({
      description: 'Name in the commands, upper case: `INSTANCE_ID` is used as `"$INSTANCE_ID"`.',
    }),
    description: Line.meta({ description: 'What the value is and where to find it.' }),
    pattern: z
      .string()
      .min(1)
      .max(200, 'expected a pattern of at most 200 characters')
      .optional()
      .meta({ description: 'ECMAScript regular expression (flag `u`) that the whole value must match.' }),
    example: z.string().optional().meta({ description: 'An example value; it must match the pattern.' }),
    secret: z
      .boolean()
      .default(false)
      .meta({ description: 'A secret value never reaches a record, a URL or storage.' }),
    from_step: Key.optional().meta({
      description: 'Id of the step whose output gives the value, instead of being known before.',
    }),
  })
  .meta({ id: 'Variable', description: 'A value that the commands of an SOP need.' });

/** See {@link Variable}. */
export type Variable = z.output<typeof Variable>;
