import { z } from 'zod';
import { MATURITIES } from '../maturity.ts';
import { KNOWN_TOOLS } from '../checks/known.ts';
import { SECTION_KEYS } from '../body.ts';
import { AlertReference, DurationText, Handle, Key, Line, SchemaVersion } from './common.ts';
import { RISKS } from './sop.ts';
import { WakeChannel } from './wake.ts';

/** Programs that an exercise may start: Gait knows of each what it may be told. */
export const EXERCISE_PROGRAMS = ['aws', 'jq'] as const;

/** Who may approve what an automation would do. */
const Approver = z
  .string()
  .regex(
    /^(?:arn:.+|github-environment:[\w.-]+\/[\w.-]+:[^\s:]+|gitlab-environment:[\w.-]+(?::\d+)?(?:\/[\w.-]+){2,}:[^\s:]+)$/u,
    'expected an ARN, or an environment such as `github-environment:example/gait:production` or `gitlab-environment:gitlab.com/example/gait:production`',
  );

const Performers = z.enum(['person', 'automation', 'exercise']);

/** What a level asks of the evidence (DESIGN §4). */
export const Requirement = z.strictObject({
  records: z.int().min(0).optional().meta({ description: 'Records that count, at the least.' }),
  people: z.int().min(0).optional().meta({ description: 'Different people among them, at the least.' }),
  by: z.array(Performers).optional().meta({ description: 'Whose records count.' }),
  environments: z.array(Key).optional().meta({ description: 'Environments whose records count; all when left out.' }),
  within: DurationText.optional().meta({ description: 'How old a record may be.' }),
  automation: z
    .enum(['required', 'optional'])
    .optional()
    .meta({ description: 'Whether an automation must be linked.' }),
});

const Severities = z.enum(['off', 'info', 'warning', 'error']);

/** `https:` alone, since pages link to it, without credentials, query or fragment. */
const RepositoryAddress = z
  .string()
  .regex(/^https:\/\/[^\s/?#@\\]+\/[^\s?#\\]+$/u, 'expected an address such as `https://git.example.com/team/base`');

/** A branch as git allows it: https://git-scm.com/docs/git-check-ref-format */
const Branch = Line.regex(
  /^(?!-)(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)|\/\.))[^./\p{Cc} ~^:?*[\\][^\p{Cc} ~^:?*[\\]*(?<![./])$/u,
  'expected the name of a branch, such as `main`',
);

/** Where things lie, relative to the root. */
export const Paths = z.strictObject({
  docs: z.string().default('docs').meta({ description: 'The published folder.' }),
  sops: z.string().default('docs/sops').meta({ description: 'SOPs.' }),
  standards: z.string().default('docs/standards').meta({ description: 'Standards and reference pages.' }),
  guide: z.string().default('docs/guide').meta({ description: 'The manual.' }),
  controls: z.string().default('controls').meta({ description: 'Catalogues; crosswalks in its folder `crosswalks`.' }),
  exceptions: z.string().default('exceptions').meta({ description: 'Exceptions.' }),
  records: z.string().default('records').meta({ description: 'Records.' }),
  scripts: z.string().default('scripts').meta({ description: 'Automations.' }),
  exercises: z.string().default('test/sops').meta({ description: 'Set-ups of exercises, a folder for each SOP.' }),
  findings: z.string().default('findings').meta({ description: 'Findings as other tools write them; not committed.' }),
});

/** A key of a team's own in the front matter of SOPs, as a small JSON Schema (DESIGN §3). */
export const CustomKey = z.strictObject({
  type: z.enum(['string', 'number', 'integer', 'boolean', 'array']).meta({ description: 'JSON type.' }),
  enum: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .meta({ description: 'Allowed values.' }),
  pattern: z.string().max(200).optional().meta({ description: 'Pattern of a string.' }),
  items: z
    .strictObject({
      type: z.enum(['string', 'number', 'integer', 'boolean']).meta({ description: 'JSON type of a member.' }),
      enum: z
        .array(z.union([z.string(), z.number()]))
        .optional()
        .meta({ description: 'Allowed members.' }),
      pattern: z.string().max(200).optional().meta({ description: 'Pattern of a member that is a string.' }),
    })
    .optional()
    .meta({ description: 'Members of an array.' }),
  required: z.boolean().default(false).meta({ description: 'Whether each SOP must have it.' }),
  description: Line.optional().meta({ description: 'Shown in editors.' }),
});

/** `gait.config.yaml`. */
export const Configuration = z
  .strictObject({
    schema: SchemaVersion,
    sop_schema: z.literal(1).default(1).meta({ description: 'Version of the SOP format.' }),
    title: Line.default('Knowledge base').meta({ description: 'Name of the knowledge base.' }),
    site_url: z
      .string()
      .regex(/^https:\/\/[^\s?#@]+$/u, 'expected an address such as `https://sops.example.org`')
      .optional()
      .meta({ description: 'Where the site is published, with its folder: what exports link to.' }),
    timezone: Line.default('UTC').meta({ description: 'IANA time zone of civil dates.' }),
    repository: z
      .strictObject({
        host: z.enum(['github', 'gitlab']).meta({ description: 'Kind of git host.' }),
        url: RepositoryAddress.meta({ description: 'Address of the repository, also of a host of your own.' }),
        branch: Branch.default('main').meta({ description: 'Main branch.' }),
      })
      .optional()
      .meta({ description: 'Where the Markdown lives.' }),
    areas: z
      .array(
        z.strictObject({
          key: Key.meta({ description: 'Key used by SOPs.' }),
          title: Line.meta({ description: 'Name.' }),
          description: Line.optional().meta({ description: 'One sentence.' }),
          target: z.enum(MATURITIES).default('walk').meta({ description: 'Maturity that its SOPs should have.' }),
          requires: z.array(Key).default([]).meta({ description: 'Ids of the SOPs that the area must have.' }),
        }),
      )
      .min(1)
      .meta({ description: 'The areas, in the order in which they are shown.' }),
    owners: z
      .record(
        Key,
        z.strictObject({
          name: Line.meta({ description: 'Name.' }),
          contact: Line.meta({ description: 'Where to reach them: an address or a channel.' }),
          github: Line.optional().meta({ description: 'GitHub team.' }),
          gitlab: Line.optional().meta({ description: 'GitLab group.' }),
        }),
      )
      .meta({ description: 'Who can be accountable.' }),
    stewards: z
      .array(Key)
      .min(1)
      .optional()
      .meta({
        description:
          'Owners that answer for this file, the controls and whatever has no owner of its own, for `gait owners`; every owner when left out.',
      }),
    roles: z.array(Key).default([]).meta({ description: 'Roles that SOPs may name; any when empty.' }),
    people: z
      .record(Handle, z.array(z.email()))
      .default({})
      .meta({ description: 'E-mail addresses of each handle, as git knows them.' }),
    policy: z
      .strictObject({
        walk: Requirement.default({}).meta({ description: 'What walk asks.' }),
        run: Requirement.default({}).meta({ description: 'What run asks.' }),
        refine: z
          .array(
            z.strictObject({
              area: Key.optional().meta({ description: 'Only SOPs of this area.' }),
              risk: z.enum(RISKS).optional().meta({ description: 'Only SOPs of this risk.' }),
              walk: Requirement.optional().meta({ description: 'What walk asks of them.' }),
              run: Requirement.optional().meta({ description: 'What run asks of them.' }),
            }),
          )
          .default([])
          .meta({ description: 'Refinements; a later one wins.' }),
      })
      .default({ walk: {}, run: {}, refine: [] })
      .meta({ description: 'Promotion policy.' }),
    publish: z
      .strictObject({
        findings: z
          .enum(['none', 'counts', 'masked', 'full'])
          .default('none')
          .meta({ description: 'How much of the findings is published.' }),
        exceptions: z
          .enum(['none', 'counts', 'full'])
          .default('none')
          .meta({ description: 'How much of the exceptions is published.' }),
        people: z.enum(['none', 'team', 'handle']).default('team').meta({ description: 'How people are named.' }),
      })
      .default({ findings: 'none', exceptions: 'none', people: 'team' })
      .meta({ description: 'What is published is a decision.' }),
    check_tools: z
      .array(Key)
      .default(['prowler', 'securityhub', 'config'])
      .meta({ description: 'Tools whose checks catalogues may name.' }),
    findings: z
      .strictObject({
        stale_after: DurationText.default('90 days').meta({ description: 'Age from which findings are stale.' }),
      })
      .prefault({})
      .meta({ description: 'How findings are judged.' }),
    offline: z
      .boolean()
      .default(true)
      .meta({ description: 'Whether readers may keep SOPs on their devices; `false` takes away what is kept.' }),
    offline_max_age: DurationText.default('30 days').meta({
      description: 'Age from which a kept copy is too old to be followed.',
    }),
    offline_risks: z
      .array(z.enum(RISKS))
      .default(['high'])
      .meta({ description: 'Active SOPs of these risks are kept on every device that visits the site.' }),
    sections: z
      .partialRecord(z.enum(SECTION_KEYS), Line)
      .default({})
      .meta({ description: 'Titles of the sections in another language.' }),
    known_checks: z
      .array(z.enum(KNOWN_TOOLS))
      .default([...KNOWN_TOOLS])
      .meta({ description: 'Tools whose every check has a page, so that the link of a finding always ends somewhere.' }),
    known_alerts: z
      .array(AlertReference)
      .default([])
      .meta({ description: 'Alerts that exist although no SOP names them.' }),
    rules: z
      .record(Key, z.union([Severities, z.tuple([Severities, z.record(z.string(), z.unknown())])]))
      .default({})
      .meta({ description: 'Severity of a rule, or severity and options.' }),
    disable: z
      .array(
        z.strictObject({
          rule: Key.meta({ description: 'Code of the rule.' }),
          file: Line.meta({ description: 'The one file.' }),
          reason: Line.meta({ description: 'Why; the report lists it.' }),
        }),
      )
      .default([])
      .meta({ description: 'Rules that do not hold for a file.' }),
    custom_keys: z
      .record(z.string(), CustomKey)
      .default({})
      .meta({ description: 'Keys of your own in the front matter of SOPs.' }),
    automation: z
      .strictObject({
        wake: z
          .record(Key, z.array(WakeChannel).min(1))
          .default({})
          .meta({ description: 'How to wake each of those whom manifests name under `wake`.' }),
        approvers: z
          .record(Key, z.array(Approver).min(1))
          .default({})
          .meta({ description: 'By role: ARNs of the roles and users that may approve (`*` stands for any characters), and protected environments of GitHub Actions, `github-environment:example/gait:production`, and of GitLab, `gitlab-environment:gitlab.com/example/gait:production`.' }),
      })
      .prefault({})
      .meta({ description: 'Whom automations wake, and who may approve them.' }),
    exercise: z
      .strictObject({
        allow: z
          .array(z.enum(EXERCISE_PROGRAMS))
          .default([...EXERCISE_PROGRAMS])
          .meta({ description: 'Programs that the commands of an SOP may start in an exercise.' }),
      })
      .prefault({})
      .meta({ description: 'How SOPs are exercised against an emulator.' }),
    paths: Paths.prefault({}).meta({ description: 'Where things lie.' }),
  })
  .meta({ id: 'Configuration', title: 'Configuration', description: 'The file `gait.config.yaml`.' });

/** See {@link Configuration}. */
export type Configuration = z.output<typeof Configuration>;
/** See {@link Requirement}. */
export type Requirement = z.output<typeof Requirement>;
