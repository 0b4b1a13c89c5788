import { type Command, Option } from 'commander';
import { addDuration } from '../model/duration.ts';
import { getRepositoryLinks } from '../report/pages/repository.ts';
import { getOverdue } from '../report/overdue.ts';
import { getScheduleReport, type ScheduleReport } from '../report/schedule.ts';
import { toDueJson, toDueMarkdown, toDueTable, type DueContext } from './due-text.ts';
import { getCalendarDays } from '../report/calendar.ts';
import { toICalendar } from '../write/icalendar.ts';
import { toPretty } from '../write/pretty.ts';
import { createColours } from './colours.ts';
import { syncIssues } from './due-issues.ts';
import { EXIT, UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { type Loaded, loadForCommand } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, parseCivilDate, toHelp } from './options.ts';

const FORMATS = ['table', 'json', 'ics', 'md'] as const;

interface DueFlags extends CommonFlags {
  from?: string;
  to?: string;
  strict?: boolean;
  format: (typeof FORMATS)[number];
  openIssues?: 'github' | 'gitlab';
  apply?: boolean;
  apiUrl?: string;
}

/** `gait due`: what is due, and issues for it. */
export function addDueCommand(program: Command, io: Io): void {
  const command = program
    .command('due')
    .description('list what is due: occurrences of SOPs, reviews; open an issue for each')
    .option('--from <date>', 'first day (default: thirty days back, and whatever is open however old)', parseCivilDate)
    .option('--to <date>', 'last day (default: thirty days ahead; a year for a calendar)', parseCivilDate)
    .option('--strict', 'fail for what is late: occurrences, reviews, records too old, exceptions that have ended')
    .addOption(new Option('--format <format>', 'form of the output').choices(FORMATS).default('table'))
    .addOption(
      new Option('--open-issues <host>', 'an issue for each open occurrence; closed when its record lands').choices([
        'github',
        'gitlab',
      ]),
    )
    .option('--apply', 'open and close the issues; without it, the plan alone is shown')
    .option(
      '--api-url <address>',
      'address of the API (default: GITHUB_API_URL or CI_API_V4_URL, else the public one)',
    );
  addCommonOptions(command)
    .addHelpText(
      'after',
      `
An occurrence is an SOP and a day on which its cadence falls due: upcoming, due, overdue after its grace, missed when the next one
has come round, or done. A record satisfies the occurrence it names, else the oldest open one.

--open-issues reads the token from GITHUB_TOKEN, or from GITLAB_TOKEN (a job's own CI_JOB_TOKEN cannot write issues), and the
project from GITHUB_REPOSITORY, CI_PROJECT_PATH, or \`repository\` in the configuration. It may run again and again, and after a
crash: every issue holds the key of its occurrence, and is never opened twice.`,
    )
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait due', 'what is open, and the month to come'],
          ['gait due --from 2026-01-01 --to 2026-12-31', 'a year, with what was done'],
          ['gait due --strict', 'nightly: fail when something is late'],
          ['gait due --format ics > schedule.ics', 'for a calendar'],
          ['gait due --open-issues github', 'show which issues would be opened and closed'],
          ['gait due --open-issues github --apply', 'open and close them'],
        ],
        exitCodes: [
          [0, 'listed, or the issues are as they should be'],
          [1, 'something is late (--strict), or a schedule cannot be read'],
          [2, 'wrong use, a broken configuration, or the host refused'],
          [3, 'without --apply: issues would be opened or closed'],
        ],
      }),
    )
    .action(async (flags: DueFlags) => {
      if (flags.apply && !flags.openIssues)
        throw new UsageError(
          'Unexpected --apply alone, expected --open-issues',
          'Name the host: --open-issues github.',
        );
      if (flags.from !== undefined && flags.to !== undefined && flags.from > flags.to)
        throw new UsageError(`Unexpected --from ${flags.from} after --to ${flags.to}, expected a first and a last day`);
      const loaded = await loadForCommand(io, flags);
      const { base } = loaded.result;
      if (flags.openIssues) {
        await syncIssues(io, { host: flags.openIssues, base, apply: flags.apply === true, apiUrl: flags.apiUrl });
      } else {
        const to = flags.to ?? (flags.format === 'ics' ? addDuration(base.asOf, '1 year') : undefined);
        io.stdout.write(encode(io, loaded, getScheduleReport(base, { from: flags.from, to }), flags));
      }
      await reportLate(io, loaded, flags.strict === true);
    });
}

function encode(io: Io, { result }: Loaded, report: ScheduleReport, { format }: DueFlags): string {
  const { configuration, asOf, sops, standards } = result.base;
  const context: DueContext = {
    asOf,
    getOwner: (key) => configuration.owners[key ?? '']?.name ?? key ?? '',
    colours: createColours(io),
  };
  const write: Record<DueFlags['format'], () => string> = {
    table: () => toDueTable(report, context),
    md: () => toDueMarkdown(report, context),
    json: () => toDueJson(report, context),
    ics: () => {
      const events = getCalendarDays(report, (kind, id) => {
        const file = (kind === 'sop' ? sops : standards).get(id)?.file.path;
        return file === undefined ? undefined : getRepositoryLinks(configuration, file)?.view;
      });
      return toICalendar({ title: `${configuration.title}: schedule`, asOf, events });
    },
  };
  return write[format]();
}

/** A schedule that cannot be read is never skipped; what is late fails the command when that was asked for. */
async function reportLate(io: Io, { result, createContext }: Loaded, isStrict: boolean): Promise<void> {
  const isUnread = (path: string): boolean => {
    const file = result.base.files.get(path);
    return file?.kind === 'sop' && file.frontMatter.data.cadence === undefined;
  };
  const broken = result.diagnostics.filter(
    ({ rule, severity, file }) => severity === 'error' && (rule === 'cadence' || isUnread(file)),
  );
  const late = [...broken, ...(isStrict ? getOverdue(result.base, result.diagnostics) : [])];
  if (late.length === 0) return;
  const settings = { colours: createColours(io, io.stderr), width: io.stderr.columns };
  io.stderr.write(toPretty(late, await createContext(late), settings));
  io.exitCode = EXIT.findings;
}
