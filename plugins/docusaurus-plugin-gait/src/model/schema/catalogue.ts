import { z } from 'zod';
import { CheckReference, CivilDate, Key, Line, SchemaVersion, WebAddress } from './common.ts';

/** One control of a framework. */
export const Control = z.strictObject({
  id: z.string().min(1).meta({ description: "Id within the framework, quoted: `'1.10'`." }),
  title: Line.meta({ description: 'What the control asks, in our own words.' }),
  path: z.array(Line).default([]).meta({ description: 'Chapter, section and so on, outermost first.' }),
  levels: z.array(z.string().min(1)).default([]).meta({ description: 'Levels or profiles that include it.' }),
  severity: z
    .enum(['critical', 'high', 'medium', 'low', 'informational'])
    .optional()
    .meta({ description: 'Severity, where the standard has one.' }),
  assessment: z.enum(['automated', 'manual']).meta({ description: 'How the standard says it is assessed.' }),
  area: Key.optional().meta({ description: 'Key of the area that answers for it.' }),
  status: z.enum(['active', 'withdrawn']).default('active').meta({ description: 'Withdrawn controls stay listed.' }),
  statement: z.string().optional().meta({ description: "The standard's own text, only where its licence allows." }),
  checks: z
    .array(
      z.strictObject({
        id: CheckReference.meta({ description: 'Tool and check.' }),
        verified: z.boolean().meta({ description: "True when the link was read in the publisher's own text." }),
      }),
    )
    .default([])
    .meta({ description: 'Checks that test it.' }),
  decides: z
    .enum(['all', 'any', 'partial'])
    .default('all')
    .meta({ description: 'How several checks decide the control.' }),
});

/** A control catalogue: every control of one framework at one version (DESIGN §3.3). */
export const Catalogue = z
  .strictObject({
    schema: SchemaVersion,
    framework: Key.meta({ description: 'Key of the framework: `cis-aws`.' }),
    version: z
      .string()
      .min(1)
      .meta({ description: 'Version, quoted; a rolling standard takes the month it was read.' }),
    title: Line.meta({ description: 'Name of the framework.' }),
    licence: Line.meta({ description: "Licence of the standard's text; decides whether `statement` may be kept." }),
    sources: z
      .array(
        z.strictObject({
          url: WebAddress.meta({ description: 'Where the facts were read.' }),
          read_on: CivilDate.meta({ description: 'When.' }),
        }),
      )
      .min(1)
      .meta({ description: 'Where the facts come from.' }),
    controls: z
      .array(Control)
      .min(1)
      .meta({ description: 'Every control of the framework, those without a check too.' }),
  })
  .meta({ id: 'Catalogue', title: 'Control catalogue', description: 'A file of `controls/`.' });

/** See {@link Control}. */
export type Control = z.output<typeof Control>;
/** See {@link Catalogue}. */
export type Catalogue = z.output<typeof Catalogue>;
