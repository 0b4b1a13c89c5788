import { addDuration, compareDates, parseDuration } from '../model/duration.ts';
import { SOP, sopWith } from './example.ts';
import { defineFileRule, type Report } from './rule.ts';
import { getCronProblem } from './support/cron.ts';
import { quote } from './support/text.ts';
import { getValuePlace } from './support/yaml.ts';

function sopDue(cadence: string): Record<string, string> {
  return { [SOP]: sopWith({ frontMatter: { cadence } }) };
}

/** Reports schedules that give no due dates, or due dates that overlap. */
export const rule = defineFileRule({
  meta: {
    code: 'cadence',
    severity: 'error',
    summary:
      'A schedule comes true: a cron expression of five fields, a time zone that exists, an interval of a day or more, a grace no longer than the interval.',
    why: 'A recurring task with a typing error in its schedule is never due, and nobody misses it until an auditor does.',
    ok: [
      { name: 'every month', files: sopDue('{every: 1 month, from: 2026-01-05, within: 5 days}') },
      { name: 'cron', files: sopDue("{cron: '0 9 1 * *', timezone: Europe/Paris}") },
    ],
    notOk: [
      {
        name: 'a field too many',
        files: sopDue("{cron: '0 0 9 1 * *'}"),
        expected: [
          'docs/sops/rotate-key.md:10:17: Unexpected number of fields 6 in `0 0 9 1 * *`, expected five: minute, hour, day of the month, month, day of the week',
        ],
      },
      {
        name: 'an hour that does not exist',
        files: sopDue("{cron: '0 25 * * *'}"),
        expected: [
          'docs/sops/rotate-key.md:10:17: Unexpected `25` as hour in `0 25 * * *`, expected `*`, or numbers from 0 to 23 such as `0`, `0-23` or `*/2`',
        ],
      },
      {
        name: 'a day that does not exist',
        files: sopDue("{cron: '0 9 31 2 *'}"),
        expected: [
          'docs/sops/rotate-key.md:10:17: Unexpected day `31` of month `2` in `0 9 31 2 *`, expected a day that the month has',
        ],
      },
      {
        name: 'no such time zone',
        files: sopDue("{cron: '0 9 1 * *', timezone: Europe/Pariss}"),
        expected: [
          'docs/sops/rotate-key.md:10:40: Unexpected time zone `Europe/Pariss`, expected a name such as `Europe/Paris`',
        ],
      },
      {
        name: 'more than once a day',
        files: sopDue('{every: 2 hours, from: 2026-01-05}'),
        expected: ['docs/sops/rotate-key.md:10:18: Unexpected interval `2 hours`, expected a day or more'],
      },
      {
        name: 'a grace longer than the interval',
        files: sopDue('{every: 1 week, from: 2026-01-05, within: 10 days}'),
        expected: [
          'docs/sops/rotate-key.md:10:52: Unexpected grace of `10 days` every `1 week`, expected one no longer than the interval',
        ],
      },
    ],
  },
  kinds: ['sop'],
  check({ file, configuration, report }) {
    const { cadence } = file.frontMatter.data;
    if (typeof cadence !== 'object') return;
    const say = ({ key, ...rest }: Omit<Report, 'place' | 'subject'> & { key: string }): void =>
      report({ ...rest, place: getValuePlace(file.frontMatter, `/cadence/${key}`), subject: `/cadence/${key}` });
    if ('cron' in cadence) checkCron(cadence, say);
    else checkInterval(cadence, say);
    const timezone = 'cron' in cadence ? cadence.timezone : undefined;
    if (timezone !== undefined && !isTimezone(timezone)) {
      say({
        key: 'timezone',
        message: `Unexpected time zone ${quote(timezone)}, expected a name such as \`Europe/Paris\``,
        hint: `Use a name of the IANA time zone database, or leave it out for \`${configuration.timezone}\`.`,
      });
    }
  },
});

type Say = (report: Omit<Report, 'place' | 'subject'> & { key: string }) => void;

function checkCron({ cron }: { cron: string }, say: Say): void {
  const problem = getCronProblem(cron);
  if (!problem) return;
  say({
    key: 'cron',
    message: `Unexpected ${problem.what} in ${quote(cron)}, expected ${problem.expected}`,
    hint: "Write minute, hour, day of the month, month, day of the week: `0 9 1 * *` is nine o'clock on each first.",
  });
}

function checkInterval({ every, from, within }: { every: string; from: string; within?: string }, say: Say): void {
  const unit = parseDuration(every)?.unit;
  if (unit === 'minute' || unit === 'hour') {
    say({
      key: 'every',
      message: `Unexpected interval ${quote(every)}, expected a day or more`,
      hint: 'Let an automation do what is due more than once a day, or use `on-event`.',
    });
  } else if (within !== undefined && compareDates(addDuration(from, within), addDuration(from, every)) > 0) {
    say({
      key: 'within',
      message: `Unexpected grace of ${quote(within)} every ${quote(every)}, expected one no longer than the interval`,
      hint: 'Shorten `within`: a task must not fall due again while it is still in time.',
    });
  }
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
