import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import type { Catalogue } from '../model/schema/catalogue.ts';
import { FORMATS, type Format, type ImportOptions, type Note, readControls } from '../read/controls/index.ts';
import { readTitles } from '../read/controls/titles.ts';
import { MAX_BYTES } from '../read/decode.ts';
import { toCatalogueYaml } from '../write/catalogue.ts';
import { toPlural } from '../write/context.ts';
import { toVisible, toVisibleLine } from '../write/visible.ts';
import { writeAtomically } from './atomic.ts';
import { createColours } from './colours.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { getToday, readConfigurationIfAny } from './knowledge-base.ts';
import { parseCivilDate, toHelp } from './options.ts';
import { findRoot } from './root.ts';

interface ImportFlags {
  profile?: string;
  format?: Format;
  framework?: string;
  version?: string;
  title?: string;
  licence?: string;
  source?: string;
  area?: string;
  titles?: string;
  keepStatements: boolean;
  out?: string;
  force: boolean;
  asOf?: string;
  root?: string;
}

/** `gait controls import`: a publisher's file as a catalogue. */
export function addImportCommand(controls: Command, io: Io): void {
  controls
    .command('import')
    .description("write a publisher's file as a control catalogue; what had to be decided goes to stderr")
    .argument('<file>', 'OSCAL catalogue, ASVS or compliance file of Prowler (JSON), MASVS (YAML), or CSV')
    .option('--profile <file>', 'OSCAL profile: only the controls that it takes, with the parameters that it sets')
    .addOption(new Option('--format <format>', 'format of the file (default: by what it holds)').choices(FORMATS))
    .option('--framework <key>', 'key of the framework: cis-aws')
    .option('--version <version>', 'version of the framework, where the file does not say it')
    .option('--title <text>', 'name of the framework')
    .option('--licence <text>', "licence of the standard's text: CC-BY-SA-4.0, Public domain …")
    .option('--source <url>', 'where the standard is published')
    .option('--area <key>', 'area that answers for the controls')
    .option('--titles <catalogue>', 'take titles and areas from the controls of the same id in this catalogue')
    .option('--keep-statements', "keep the standard's own text, where the licence allows it", false)
    .option('--out <path>', 'write to this file, or into this folder (default: to stdout)')
    .option('--force', 'replace the file that --out names', false)
    .addOption(
      new Option('--as-of <date>', 'day on which the file was read, YYYY-MM-DD (default: today)').argParser(
        parseCivilDate,
      ),
    )
    .option('--root <folder>', 'root of the knowledge base (default: the folder with gait.config.yaml, here or above)')
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait controls import ASVS-5.0.0-en.json --out controls/', 'write controls/owasp-asvs-5.0.0.yaml'],
          ['gait controls import catalog.json --profile low.json --framework nist-800-53-low', 'a baseline'],
          ['gait controls import cis_7.0_aws.json --titles ours.yaml > controls/cis-aws-7.0.0.yaml', 'with own titles'],
        ],
        exitCodes: [
          [0, 'written; notes do not stop it'],
          [2, 'the file cannot be read or the flags do not fit; nothing was written'],
        ],
      }),
    )
    .action(async (file: string, flags: ImportFlags) => {
      const text = await readText(io, file);
      const result = readControls(text, await getOptions(io, file, flags));
      writeNotes(io, result.notes);
      if (!result.catalogue) throw new UsageError(`${file}: ${result.problem.message}`, result.problem.hint);
      await writeCatalogue(io, result.catalogue, flags);
      const { framework, version, controls: listed } = result.catalogue;
      io.stderr.write(
        `${toPlural(listed.length, 'control')} of ${framework}@${version}, ${toPlural(result.notes.length, 'note')}\n`,
      );
    });
}

async function getOptions(
  io: Io,
  file: string,
  flags: ImportFlags,
): Promise<ImportOptions & { format?: Format; profile?: string }> {
  const configuration = await readConfigurationIfAny(findRoot(io, flags.root));
  const areas = configuration?.areas.map(({ key }) => key) ?? [];
  if (flags.area !== undefined && areas.length > 0 && !areas.includes(flags.area))
    throw new UsageError(`Unexpected \`${flags.area}\` as --area, expected one of: ${areas.join(', ')}`);
  const { profile, titles, framework, version, title, licence, source, area, format, keepStatements } = flags;
  return {
    ...{ framework, version, title, licence, source, area, format, keepStatements },
    profile: profile === undefined ? undefined : await readText(io, profile),
    titles: titles === undefined ? undefined : getTitles(titles, await readText(io, titles)),
    readOn: flags.asOf ?? (configuration ? getToday(io, configuration) : new Date(io.now()).toISOString().slice(0, 10)),
    fileName: path.basename(file),
  };
}

function getTitles(file: string, text: string): ImportOptions['titles'] {
  const titles = readTitles(text);
  if (titles.size === 0)
    throw new UsageError(
      `Unexpected content of \`${file}\`, expected a control catalogue with titles`,
      'Name a catalogue as Gait writes it.',
    );
  return titles;
}

/** @throws {UsageError} when the file is not there or is not UTF-8. */
async function readText(io: Io, file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path.resolve(io.cwd, file));
  } catch {
    throw new UsageError(`Unexpected path \`${file}\`, expected a file that can be read`, 'Check its spelling.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`Unexpected encoding of \`${file}\`, expected UTF-8`, 'Save the file as UTF-8.');
  }
}

function writeNotes(io: Io, notes: readonly Note[]): void {
  const { yellow } = createColours(io, io.stderr);
  for (const { kind, at, message, resolution } of notes) {
    io.stderr.write(
      `${yellow(`${kind}:`)} ${toVisibleLine(at)}: ${toVisibleLine(message)}. ${toVisibleLine(resolution)}\n`,
    );
  }
}

async function writeCatalogue(io: Io, catalogue: Catalogue, flags: ImportFlags): Promise<void> {
  const text = toCatalogueYaml(catalogue);
  if (Buffer.byteLength(text) > MAX_BYTES)
    io.stderr.write(
      `The catalogue has more than ${MAX_BYTES} bytes: Gait reads no file as large. Leave statements out.\n`,
    );
  if (flags.out === undefined) {
    // A person sees everything; a pipe gets the bytes that a file would get.
    io.stdout.write(io.stdout.isTTY ? toVisible(text) : text);
    return;
  }
  const given = path.resolve(io.cwd, flags.out);
  const isFolder = /[/\\]$/u.test(flags.out) || (await stat(given).catch(() => undefined))?.isDirectory() === true;
  const target = isFolder ? path.join(given, `${catalogue.framework}-${catalogue.version}.yaml`) : given;
  await mkdir(path.dirname(target), { recursive: true });
  try {
    await writeFile(target, text, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (!flags.force)
      throw new UsageError(
        `Unexpected file \`${path.relative(io.cwd, target)}\`, expected none: nothing is overwritten`,
        'Choose another name with --out, or replace the file with --force.',
      );
    await writeAtomically(target, text);
  }
  io.stderr.write(`Wrote ${toVisibleLine(path.relative(io.cwd, target))}\n`);
}
