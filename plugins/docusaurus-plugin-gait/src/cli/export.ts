import path from 'node:path';
import { type Command, Option } from 'commander';
import { getAttestations } from '../report/findings/attestations.ts';
import { getPerformerText, getPublishedText } from '../report/people.ts';
import { getAlertPath, getCheckPath, getControlPath, getSopPath } from '../report/pages/paths.ts';
import { toEventBridgeRules, toRunbookUrls } from '../write/export/alert-links.ts';
import { type AttestationInput, toOcsfAttestations, toSafAttestations } from '../write/export/attestations.ts';
import type { Exported, ExportInput, SiteLinks } from '../write/export/contract.ts';
import { toMutelist } from '../write/export/mutelist.ts';
import { toOscal } from '../write/export/oscal.ts';
import { toProwlerMetadata } from '../write/export/prowler-metadata.ts';
import { toSecurityHubRules } from '../write/export/securityhub-rules.ts';
import { toVisibleLine } from '../write/visible.ts';
import { UsageError } from './errors.ts';
import { addRunbookCommand } from './export-runbook.ts';
import { addEventStackCommand } from './export-stack.ts';
import type { Io } from './io.ts';
import { loadForCommand } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, toHelp } from './options.ts';
import { writeExport } from './write-export.ts';

interface ExportFlags extends CommonFlags {
  format?: string;
  out?: string;
  siteUrl?: string;
}

/** One export: what it is, and its encoders by format, the first of which is the default. */
interface Kind {
  name: string;
  description: string;
  formats: Record<string, (input: ExportInput) => Exported>;
  /** Whether it holds addresses of the site. */
  hasLinks: boolean;
}

const KINDS: readonly Kind[] = [
  {
    name: 'prowler-metadata',
    description: 'for --custom-checks-metadata-file of Prowler: findings lead to the page of their check',
    formats: { yaml: toProwlerMetadata },
    hasLinks: true,
  },
  {
    name: 'securityhub-rules',
    description: 'automation rules of Security Hub: findings get a note and fields with the SOP',
    formats: { json: toSecurityHubRules },
    hasLinks: true,
  },
  {
    name: 'alert-links',
    description: 'rules of EventBridge or annotations of Alertmanager: alerts carry the address of what to follow',
    formats: { eventbridge: toEventBridgeRules, alertmanager: toRunbookUrls },
    hasLinks: true,
  },
  {
    name: 'oscal',
    description: 'component definition of OSCAL 1.1: controls that SOPs implement, with maturity and records',
    formats: { json: toOscal },
    hasLinks: true,
  },
  {
    name: 'attestations',
    description: 'what records attest of manual controls, for MITRE SAF or as OCSF compliance findings',
    formats: {
      saf: (input) => toSafAttestations(toAttestationInput(input)),
      ocsf: (input) => toOcsfAttestations(toAttestationInput(input)),
    },
    hasLinks: true,
  },
  {
    name: 'mutelist',
    description: 'mutelist of Prowler from the exceptions in force',
    formats: { yaml: toMutelist },
    hasLinks: false,
  },
];

/** `gait export`: the knowledge base in the forms of other tools. */
export function addExportCommand(program: Command, io: Io): void {
  const parent = program
    .command('export')
    .description('write links, attestations, exceptions and automations in the forms of other tools')
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait export prowler-metadata --site-url https://sops.example.org --out gait.yaml', 'then prowler aws …'],
          ['gait export alert-links --format alertmanager', 'runbook_url of each alert'],
          ['gait export mutelist --out mutelist.yaml', 'without what has expired'],
        ],
        exitCodes: [
          [0, 'written; what is left out is said on stderr'],
          [2, 'wrong use, or a broken configuration'],
        ],
      }),
    );
  for (const kind of KINDS) addKind(parent, io, kind);
  addEventStackCommand(parent, io);
  addRunbookCommand(parent, io);
}

function addKind(parent: Command, io: Io, { name, description, formats, hasLinks }: Kind): void {
  const [first = '', ...others] = Object.keys(formats);
  const command = parent
    .command(name)
    .description(description)
    .option('--out <file>', 'write to this file (default: to stdout)');
  if (others.length > 0) {
    command.addOption(
      new Option('--format <format>', 'form of the output').choices(Object.keys(formats)).default(first),
    );
  }
  if (hasLinks) command.option('--site-url <url>', 'address of the site (default: site_url of gait.config.yaml)');
  addCommonOptions(command).action(async (flags: ExportFlags) => {
    const { base } = (await loadForCommand(io, flags)).result;
    const links = createLinks(hasLinks ? (flags.siteUrl ?? base.configuration.site_url) : 'https://unused.invalid');
    const exported = formats[flags.format ?? first]?.({ base, links });
    if (!exported) return;
    for (const note of exported.notes) io.stderr.write(`${toVisibleLine(note)}\n`);
    if (flags.out === undefined) io.stdout.write(exported.text);
    else await writeExport(path.resolve(io.cwd, flags.out), exported.text);
  });
}

/** @throws {UsageError} when the address is missing or is none that others should be sent to. */
function createLinks(given: string | undefined): SiteLinks {
  if (given === undefined) {
    throw new UsageError(
      'Unexpected absence of the address of the site, expected it for links',
      'Give --site-url https://sops.example.org, or set site_url in gait.config.yaml.',
    );
  }
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new UsageError(
      `Unexpected \`${given}\` as address of the site, expected one such as https://sops.example.org`,
    );
  }
  const site = url.href.replace(/\/+$/u, '');
  return {
    site,
    getSop: (id) => site + getSopPath(id),
    getCheck: (reference) => site + getCheckPath(reference),
    getAlert: (reference) => site + getAlertPath(reference),
    getControl: (reference) => site + getControlPath(reference),
  };
}

/** With what records attest. People are named as far as `publish.people` says: what is exported goes to others. */
function toAttestationInput(input: ExportInput): AttestationInput {
  const { base } = input;
  const { owners, publish } = base.configuration;
  const attestations = [...getAttestations(base)].map(([control, { reason, ...rest }]) => {
    const published = reason === undefined ? {} : { reason: getPublishedText(reason, publish.people) };
    return [control, { ...rest, ...published }] as const;
  });
  return {
    ...input,
    attestations: new Map(attestations),
    getPerformer: ({ performer, sop }) => {
      const key = base.sops.get(sop)?.file.frontMatter.data.owner;
      const owner = key !== undefined && Object.hasOwn(owners, key) ? owners[key]?.name : undefined;
      return getPerformerText(performer, { people: publish.people, owner });
    },
  };
}
