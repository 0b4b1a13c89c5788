import { type Command, Option } from 'commander';
import { type Mapping, mapControls } from '../model/crosswalk.ts';
import type { Catalogue } from '../model/schema/catalogue.ts';
import { Crosswalk } from '../model/schema/crosswalk.ts';
import { getSuggestion } from '../model/suggest.ts';
import { createDiskSource } from '../read/disk.ts';
import { readGaitFile } from '../read/file.ts';
import {
  type CrosswalkContext,
  toMappingCsv,
  toMappingJson,
  toMappingMarkdown,
  toMappingTable,
  toMappingYaml,
} from '../write/crosswalk.ts';
import { createColours } from './colours.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { readConfiguration } from './knowledge-base.ts';
import { toHelp } from './options.ts';
import { findRoot } from './root.ts';

const FORMATS = ['table', 'md', 'json', 'csv', 'yaml'] as const;

interface CrosswalkFlags {
  format: (typeof FORMATS)[number];
  root?: string;
}

/** `gait controls crosswalk`: what became of controls. */
export function addCrosswalkCommand(controls: Command, io: Io): void {
  controls
    .command('crosswalk')
    .description('print how the controls of one catalogue map to those of another, by the crosswalks kept here')
    .argument('<from>', 'framework and version, or one control of it: cis-aws@3.0.0, cis-aws@3.0.0#1.4')
    .argument('<to>', 'framework and version: cis-aws@5.0.0')
    .addOption(new Option('--format <format>', 'form of the output').choices(FORMATS).default('table'))
    .option('--root <folder>', 'root of the knowledge base (default: the folder with gait.config.yaml, here or above)')
    .addHelpText(
      'after',
      `
Crosswalks are read in both directions, and one after the other where none leads there at once.`,
    )
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait controls crosswalk cis-aws@3.0.0 cis-aws@6.0.0', 'every control of both'],
          ['gait controls crosswalk cis-aws@3.0.0#1.4 cis-aws@5.0.0', 'what became of one'],
          ['gait controls crosswalk cis-aws@3.0.0 cis-aws@6.0.0 --format yaml', 'as a crosswalk file'],
        ],
        exitCodes: [
          [0, 'printed'],
          [2, 'there is no such catalogue or control, or no crosswalk between the two'],
        ],
      }),
    )
    .action(async (from: string, to: string, flags: CrosswalkFlags) => {
      const kept = await readControlFiles(io, flags.root);
      const [key = '', id] = from.split('#', 2);
      const mapping = getMapping(key, to, kept.crosswalks, kept.titles);
      const chosen = id === undefined ? mapping : pickControl(mapping, id);
      const context: CrosswalkContext = { titles: kept.titles, colours: createColours(io) };
      const encode: Record<CrosswalkFlags['format'], () => string> = {
        table: () => toMappingTable(chosen, context),
        md: () => toMappingMarkdown(chosen, context),
        json: () => toMappingJson(chosen, context),
        csv: () => toMappingCsv(chosen, context),
        yaml: () => toMappingYaml(chosen),
      };
      io.stdout.write(encode[flags.format]());
    });
}

/** @throws {UsageError} when an end is unknown or no crosswalks lead from one to the other. */
function getMapping(
  from: string,
  to: string,
  crosswalks: readonly Crosswalk[],
  titles: CrosswalkContext['titles'],
): Mapping {
  const ofCatalogues = [...titles.keys()].map((reference) => reference.slice(0, reference.indexOf('#')));
  const known = [...new Set([...crosswalks.flatMap((one) => [one.from, one.to]), ...ofCatalogues])].sort();
  for (const key of [from, to]) {
    if (known.includes(key)) continue;
    const suggestion = getSuggestion(key, known);
    throw new UsageError(
      `Unexpected \`${key}\`, expected one of: ${known.join(', ') || 'there is none'}`,
      suggestion ? `Did you mean \`${suggestion}\`?` : undefined,
    );
  }
  const mapping = from === to ? undefined : mapControls({ from, to, crosswalks });
  if (mapping) return mapping;
  throw new UsageError(
    from === to
      ? `Unexpected \`${to}\` twice, expected two catalogues`
      : `Unexpected absence of a crosswalk from \`${from}\` to \`${to}\`, expected one`,
    from === to ? undefined : `Add ${`${from}--${to}`.replaceAll('@', '-')}.yaml to the folder of crosswalks.`,
  );
}

/** @throws {UsageError} when the left side has no such control. */
function pickControl(mapping: Mapping, id: string): Mapping {
  const rows = mapping.rows.filter((row) => row.from.includes(id));
  if (rows.length > 0) return { ...mapping, rows };
  const suggestion = getSuggestion(
    id,
    mapping.rows.flatMap((row) => row.from),
  );
  throw new UsageError(
    `Unexpected control \`${mapping.from}#${id}\`, expected one that the crosswalk names`,
    suggestion ? `Did you mean \`${mapping.from}#${suggestion}\`?` : undefined,
  );
}

/** Crosswalks and titles of the catalogues of a knowledge base. Files that are not right are left to `gait validate`. */
async function readControlFiles(
  io: Io,
  given: string | undefined,
): Promise<{ crosswalks: Crosswalk[]; titles: Map<string, string> }> {
  const root = findRoot(io, given);
  const source = createDiskSource(root);
  const configuration = await readConfiguration(root, source);
  const folder = configuration.paths.controls;
  const crosswalks: Crosswalk[] = [];
  const titles = new Map<string, string>();
  for (const { path, kind } of await source.list([folder])) {
    if (kind !== 'file' || !/\.ya?ml$/u.test(path)) continue;
    const isCrosswalk = path.startsWith(`${folder}/crosswalks/`);
    const bytes = await source.read(path);
    const file = readGaitFile({ kind: isCrosswalk ? 'crosswalk' : 'catalogue', path, bytes, configuration });
    if (file.kind === 'crosswalk') {
      const parsed = Crosswalk.safeParse(file.yaml.data);
      if (parsed.success) crosswalks.push(parsed.data);
    } else if (file.kind === 'catalogue') {
      addTitles(file.yaml.data, titles);
    }
  }
  return { crosswalks, titles };
}

function addTitles({ framework, version, controls = [] }: Partial<Catalogue>, titles: Map<string, string>): void {
  for (const { id, title } of controls) titles.set(`${framework ?? ''}@${version ?? ''}#${id}`, title);
}
