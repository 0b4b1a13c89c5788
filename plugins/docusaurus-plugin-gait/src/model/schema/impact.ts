import { z } from 'zod';
import { EARNED_MATURITIES, MATURITIES } from '../maturity.ts';
import { CivilDate } from './common.ts';
import { ImpactSopChange, ImpactSop } from './impact-sop.ts';

const Level = z.enum(MATURITIES);

const Revision = z.strictObject({
  name: z.string().meta({ description: 'As it was asked for: a branch, a tag, a commit, or `work tree`.' }),
  commit: z.string().nullable().meta({ description: 'Id of the commit; null for files on disk.' }),
});

const FromTo = <T extends z.ZodType>(schema: T) => z.strictObject({ before: schema, after: schema });

const Maturity = z.strictObject({
  sop: z.string().meta({ description: 'Id at the head.' }),
  title: z.string(),
  change: z.enum(['raised', 'lost', 'mixed']).meta({ description: '`mixed`: one goes up, the other down.' }),
  claimed: FromTo(Level),
  earned: FromTo(z.enum(EARNED_MATURITIES)),
  effective: FromTo(Level),
  unmet: z.array(z.string()).meta({ description: 'What the next level still asks at the head.' }),
});

const Record = z.strictObject({
  id: z.string(),
  sop: z.string().meta({ description: 'Id of the SOP at the head; of the base when it is gone.' }),
  file: z.string(),
  reason: z.string().nullable().meta({ description: 'Why it does not count; null when it counts.' }),
});

const Control = z.strictObject({
  reference: z.string().meta({ description: '`cis-aws@5.0.0#1.4`.' }),
  title: z.string(),
  change: z.enum(['gained', 'lost', 'raised', 'lowered']).meta({
    description: '`gained`, `lost`: whether any active SOP serves it; `raised`, `lowered`: how mature the best one is.',
  }),
  best: FromTo(Level.nullable()),
  sops: FromTo(z.array(z.string())),
});

const Message = z.strictObject({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  file: z.string(),
  line: z.int().min(1).nullable(),
  column: z.int().min(1).nullable(),
  message: z.string(),
  hint: z.string().nullable(),
  in_change: z.boolean().meta({ description: 'Whether the file itself was changed.' }),
});

const Review = z.strictObject({
  owner: z.string().meta({ description: 'Key of `owners`, or the code owner as CODEOWNERS writes it.' }),
  name: z.string(),
  source: z.enum(['owner', 'code-owner']).meta({ description: 'Front matter, or CODEOWNERS at the base.' }),
  handles: z.array(z.string()).meta({ description: 'Team on the git host, where it is known.' }),
  files: z.array(z.string()),
});

/** What a change does to the knowledge base: output of `gait diff --format json`. Keys stand in this order, lists are sorted. */
export const Impact = z
  .strictObject({
    schema: z.literal(1).meta({ description: 'Version of this format.' }),
    report: z.literal('impact'),
    gait: z.string().meta({ description: 'Version of Gait.' }),
    as_of: CivilDate.meta({ description: 'Day for which both revisions were worked out.' }),
    base: Revision,
    head: Revision,
    limits: z.array(z.string()).meta({ description: 'What could not be seen, each as a sentence.' }),
    configuration: z.array(z.string()).meta({ description: 'Keys of `gait.config.yaml` that changed.' }),
    sops: z.strictObject({
      count: FromTo(z.int().min(0)),
      added: z.array(ImpactSop),
      removed: z.array(ImpactSop),
      renamed: z.array(
        z.strictObject({ from: z.string(), to: z.string(), title: z.string(), file: z.string() }),
      ),
      changed: z.array(ImpactSopChange),
    }),
    maturity: z.array(Maturity),
    records: z.strictObject({
      added: z.array(Record),
      removed: z.array(Record),
      stopped: z.array(Record).meta({ description: 'They counted at the base and do not any more.' }),
      resumed: z.array(Record).meta({ description: 'They did not count at the base and do now.' }),
    }),
    controls: z.array(Control),
    links: z.array(Message).meta({ description: 'Links and anchors that break, also of pages outside the change.' }),
    diagnostics: z.strictObject({
      new: z.array(Message).meta({ description: 'What the base did not have, broken links left out.' }),
      resolved: z.int().min(0).meta({ description: 'How many messages of the base are gone.' }),
    }),
    reviews: z.array(Review).meta({ description: 'Whose review is needed.' }),
  })
  .meta({ id: 'Impact', title: 'Impact of a change', description: 'What `gait diff --format json` writes.' });

/** See {@link Impact}. */
export type Impact = z.output<typeof Impact>;
/** A diagnostic of an {@link Impact}. */
export type ImpactMessage = z.output<typeof Message>;
/** A record of an {@link Impact}. */
export type ImpactRecord = z.output<typeof Record>;
