import { z } from 'zod';
import { SchemaVersion } from './common.ts';

/** What the controls of one framework version became in another (DESIGN §3.3). */
export const Crosswalk = z
  .strictObject({
    schema: SchemaVersion,
    from: z
      .string()
      .regex(/^[a-z0-9-]+@[^\s#]+$/u, 'expected a framework and a version, such as `cis-aws@3.0.0`')
      .meta({ description: 'Framework and version on the left.' }),
    to: z
      .string()
      .regex(/^[a-z0-9-]+@[^\s#]+$/u, 'expected a framework and a version, such as `cis-aws@5.0.0`')
      .meta({ description: 'Framework and version on the right.' }),
    map: z
      .array(
        z.strictObject({
          from: z.array(z.string().min(1)).default([]).meta({ description: 'Control ids on the left.' }),
          to: z.array(z.string().min(1)).default([]).meta({ description: 'Control ids on the right.' }),
          relation: z
            .enum(['same', 'changed', 'split', 'merged', 'dropped', 'new'])
            .meta({ description: 'What happened between the two.' }),
        }),
      )
      .meta({ description: 'One row for each change.' }),
  })
  .meta({ id: 'Crosswalk', title: 'Crosswalk', description: 'A file of `controls/crosswalks/`.' });

/** See {@link Crosswalk}. */
export type Crosswalk = z.output<typeof Crosswalk>;
