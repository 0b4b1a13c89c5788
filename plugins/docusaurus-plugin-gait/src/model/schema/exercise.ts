import { z } from 'zod';
import { Key, Line, SchemaVersion, VariableName } from './common.ts';

/** How an SOP is exercised against an emulator: what there is before it, its values, and what it must print. */
export const Exercise = z
  .strictObject({
    schema: SchemaVersion,
    variables: z
      .record(VariableName, z.string())
      .default({})
      .meta({ description: "Values of the SOP's variables, in the place of their examples." }),
    setup: z
      .string()
      .default('')
      .meta({ description: 'Commands that make what the SOP finds, written as in a fence. What they capture gives variables a value.' }),
    expect: z
      .record(Key, z.array(Line).min(1))
      .default({})
      .meta({
        description:
          'By step id, or `verification` and `rollback`: lines that the commands must print. Runs of white space count as one, `…` stands for any text, `$NAME` for the value of a variable.',
      }),
  })
  .meta({ id: 'Exercise', title: 'Exercise', description: 'A file `test/sops/<id>/exercise.yaml`.' });

/** See {@link Exercise}. */
export type Exercise = z.output<typeof Exercise>;
