import { z } from 'zod';

/** Key of an SOP, area, automation and the like: lower case words joined by single hyphens. */
export const Key = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'expected lower-case words joined by hyphens, such as `isolate-instance`')
  .max(80);

/** A civil date, `2026-10-01`, in the configuration's time zone. */
export const CivilDate = z.iso.date('expected a date written as YYYY-MM-DD');

/** A point in time with its offset, RFC 3339: `2026-11-02T14:03:00+01:00`. */
export const Timestamp = z.iso.datetime({
  offset: true,
  error: 'expected a time with its offset, such as `2026-11-02T14:03:00+01:00`',
});

/** A duration in words: `<n> minute|hour|day|week|month|year(s)`; positive. */
export const DurationText = z
  .string()
  .regex(
    /^[1-9][0-9]{0,3} (?:minute|hour|day|week|month|year)s?$/u,
    'expected a duration such as `20 minutes`, `6 months` or `1 year`',
  );

/** A versioned reference to a control: `cis-aws@5.0.0#1.4`. */
export const ControlReference = z
  .string()
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*@[0-9A-Za-z][0-9A-Za-z.-]*#[0-9A-Za-z][0-9A-Za-z._()-]*$/u,
    'expected a control with its framework and version, such as `cis-aws@5.0.0#1.4`',
  );

/** A check of a tool: `prowler:iam_root_mfa_enabled`, `securityhub:IAM.9`. */
export const CheckReference = z
  .string()
  .regex(/^[a-z][a-z0-9-]*:[^\s]+$/u, 'expected a tool and a check, such as `prowler:iam_root_mfa_enabled`');

/** An alert of a detector: `guardduty:UnauthorizedAccess:EC2/SSHBruteForce`. */
export const AlertReference = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*:[^\s]+$/u,
    'expected a detector and an alert, such as `guardduty:Recon:EC2/PortProbeUnprotectedPort`',
  );

/** A handle of a person: `@alice`. */
export const Handle = z.string().regex(/^@[A-Za-z0-9][A-Za-z0-9_-]*$/u, 'expected a handle such as `@alice`');

/** An `https:` address (also `http:`), nothing else. */
export const WebAddress = z.string().regex(/^https?:\/\/[^\s]+$/u, 'expected an address that starts with https://');

/** Text of one line, not empty. */
export const Line = z
  .string()
  .min(1, 'expected some text')
  .max(500)
  .regex(/^[^\r\n]*$/u, 'expected one line');

/** Shell name of a variable, upper case. */
export const VariableName = z.string().regex(/^[A-Z][A-Z0-9_]*$/u, 'expected an upper-case name such as `INSTANCE_ID`');

/** Version marker of a format: always 1 so far. */
export const SchemaVersion = z.literal(1).meta({ description: 'Version of this format.' });
