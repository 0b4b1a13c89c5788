import { z } from 'zod';

/** Options of the plugin. They are part of the script that readers load: keep them few, relative and free of secrets. */
export const Options = z.strictObject({
  id: z.string().default('default'),
  root: z.string().default('.').meta({ description: 'Folder of the knowledge base, relative to the site.' }),
  onError: z
    .enum(['throw', 'warn'])
    .default('throw')
    .meta({ description: 'What errors of the validator do to a build.' }),
  asOf: z.iso
    .date()
    .optional()
    .meta({ description: 'Day for everything that depends on time; the day of the commit when left out.' }),
});

/** See {@link Options}. */
export type Options = z.output<typeof Options>;

/**
 * Validates options as Docusaurus hands them over.
 * @throws {Error} with every problem in words.
 */
export function validateOptions({ options }: { options: unknown }): Options {
  const result = Options.safeParse(options ?? {});
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `- ${issue.path.join('.') || 'options'}: ${issue.message}`);
  throw new Error(`Unexpected options of docusaurus-plugin-gait:\n${problems.join('\n')}`);
}
