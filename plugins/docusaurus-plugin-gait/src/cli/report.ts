import { type Command, Option } from 'commander';
import { createDefaultProcessor, readPastTexts, type PastTexts } from '../base/index.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { getSuggestion } from '../model/suggest.ts';
import { BEST_SOPS, getCoverageReport } from '../report/coverage.ts';
import { getMaturityReport } from '../report/maturity.ts';
import { toCoverageCsv, toCoverageJson, toCoverageMarkdown, toCoverageTable } from './report-coverage.ts';
import { toMaturityCsv, toMaturityJson, toMaturityMarkdown, toMaturityTable } from './report-maturity.ts';
import type { ReportContext } from './report-context.ts';
import { createColours } from './colours.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { loadForCommand, openCache } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, toHelp } from './options.ts';
import { type Scope, toCoverageScope, toMaturityScope } from './report-scope.ts';

const FORMATS = ['table', 'md', 'json', 'csv'] as const;
type Format = (typeof FORMATS)[number];

interface ReportFlags extends CommonFlags, Scope {
  format: Format;
}

/** `gait report`: maturity of the SOPs, coverage of the controls. */
export function addReportCommand(program: Command, io: Io): void {
  const report = program
    .command('report')
    .description('report on the knowledge base: maturity of SOPs, coverage of controls')
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait report maturity', 'area × maturity, and what each SOP still lacks'],
          ['gait report coverage --framework cis-aws@5.0.0', 'controls, gaps first'],
          ['gait report coverage --level 1 --best gap', 'what level 1 asks and no SOP serves'],
          ['gait report coverage --format csv > coverage.csv', 'for a spreadsheet'],
        ],
        exitCodes: [
          [0, 'reported, whatever the report says'],
          [2, 'wrong use, or a broken configuration'],
        ],
      }),
    );
  addReport(report, 'maturity', 'claimed, earned and effective maturity of every active SOP, by area').action(
    (flags: ReportFlags) =>
      run(io, flags, async (base, context, readPast) => {
        const maturity = toMaturityScope(getMaturityReport(base, await readPast()), flags);
        return {
          table: () => toMaturityTable(maturity, context),
          md: () => toMaturityMarkdown(maturity, context),
          json: () => toMaturityJson(maturity, context),
          csv: () => toMaturityCsv(maturity),
        };
      }),
  );
  addReport(report, 'coverage', 'controls and the SOPs that serve them, by area, gaps first')
    .option('--framework <key>', 'one framework, with its version or without: cis-aws@5.0.0')
    .option('--level <level>', 'controls of one level or profile alone')
    .addOption(new Option('--assessment <how>', 'controls that are assessed so').choices(['automated', 'manual']))
    .addOption(new Option('--best <maturity>', 'controls whose best SOP is at it').choices(BEST_SOPS))
    .action((flags: ReportFlags) =>
      run(io, flags, (base, context) => {
        checkChoice(
          'level',
          flags.level,
          [...base.controls.values()].flatMap(({ control }) => control.levels),
        );
        checkChoice('framework', flags.framework, [
          ...base.frameworks.keys(),
          ...[...base.frameworks.values()].map((one) => one.framework),
        ]);
        const coverage = toCoverageScope(getCoverageReport(base), flags);
        return {
          table: () => toCoverageTable(coverage, context),
          md: () => toCoverageMarkdown(coverage, context),
          json: () => toCoverageJson(coverage, context),
          csv: () => toCoverageCsv(coverage),
        };
      }),
    );
}

function addReport(parent: Command, name: string, description: string): Command {
  const command = parent
    .command(name)
    .description(description)
    .addOption(new Option('--format <format>', 'form of the output').choices(FORMATS).default('table'))
    .option('--area <key>', 'one area alone');
  return addCommonOptions(command);
}

async function run(
  io: Io,
  flags: ReportFlags,
  encode: (
    base: KnowledgeBase,
    context: ReportContext,
    readPast: () => Promise<PastTexts>,
  ) => Promise<Record<Format, () => string>> | Record<Format, () => string>,
): Promise<void> {
  const { root, result } = await loadForCommand(io, flags);
  const { base } = result;
  checkChoice(
    'area',
    flags.area,
    base.configuration.areas.map((area) => area.key),
  );
  const context: ReportContext = { asOf: base.asOf, colours: createColours(io) };
  const readPast = async (): Promise<PastTexts> =>
    readPastTexts({ root, base, cache: await openCache(io, root, flags, 'past'), processor: createDefaultProcessor() });
  io.stdout.write((await encode(base, context, readPast))[flags.format]());
}

/** @throws {UsageError} when the value is given and is none of the choices. */
function checkChoice(option: keyof Scope, value: string | undefined, choices: string[]): void {
  if (value === undefined || choices.includes(value)) return;
  const suggestion = getSuggestion(value, choices);
  const list = [...new Set(choices)].join(', ') || 'there is none';
  throw new UsageError(
    `Unexpected \`${value}\` as --${option}, expected one of: ${list}`,
    suggestion ? `Did you mean \`${suggestion}\`?` : undefined,
  );
}
