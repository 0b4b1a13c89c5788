import { z } from 'zod';

const VariableOfEnvironment = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/u, 'expected the name of an environment variable, such as `PAGER_URL`');

/** Ways to wake people (configuration, `automation.wake`). Secrets come from the environment, by name. */
export const WakeChannel = z.union([
  z.strictObject({
    sns: z
      .string()
      .regex(/^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$/u, 'expected the ARN of a topic')
      .meta({ description: 'ARN of an SNS topic.' }),
  }),
  z.strictObject({
    webhook: z
      .union([
        z.strictObject({
          url: z
            .string()
            .regex(/^https:\/\/[^\s]+$/u, 'expected an address that starts with https://')
            .meta({ description: 'The address.' }),
        }),
        z.strictObject({ url_from: VariableOfEnvironment.meta({ description: 'Variable that holds the address.' }) }),
      ])
      .meta({ description: 'Where to post to: an address, or the variable that holds it.' }),
    token_from: VariableOfEnvironment.optional().meta({ description: 'Variable that holds a bearer token.' }),
  }),
]);

/** See {@link WakeChannel}. */
export type WakeChannel = z.output<typeof WakeChannel>;
