import { z } from 'zod';
import { Line } from './schema/common.ts';
import type { Configuration } from './schema/configuration.ts';

/** Options of the rule `secret`. */
export const SecretOptions = z.strictObject({
  allow: z
    .array(
      z.strictObject({
        value: Line.meta({ description: 'The whole value, which opens nothing.' }),
        reason: Line.meta({ description: 'Why it is no secret.' }),
      }),
    )
    .default([])
    .meta({ description: 'Values that look like credentials and are none.' }),
});

/**
 * Values that look like credentials and of which the configuration says, with a reason, that they are none. Whatever searches for
 * credentials passes them over; options that are wrong allow nothing, and the rule says so.
 */
export function getAllowedSecrets({ rules }: Pick<Configuration, 'rules'>): string[] {
  const setting = rules.secret;
  const options = SecretOptions.safeParse(Array.isArray(setting) ? setting[1] : {});
  return options.success ? options.data.allow.map(({ value }) => value) : [];
}

/** What may stand behind a value in code, YAML and Markdown, and which some patterns of credentials take along. */
const BEHIND = /['"`,;)\]}]+$/u;

/** Whether a value that was found is one of those that are allowed, with or without the quotation mark behind it. */
export function isAllowedSecret(allowed: readonly string[], value: string): boolean {
  return allowed.includes(value) || allowed.includes(value.replace(BEHIND, ''));
}
