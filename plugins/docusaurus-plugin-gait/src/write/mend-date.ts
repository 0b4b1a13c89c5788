import { Temporal } from 'temporal-polyfill';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Notations that can be read in one way only: the year comes first, or the month is a word. */
const NOTATIONS = [
  /^(?<year>\d{4})(?<mark>[-/. ])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})$/u,
  /^(?<day>\d{1,2})(?:st|nd|rd|th|\.)?[- /]?(?<month>[a-z]{3,9})\.?,?[- /]?(?<year>\d{4})$/iu,
  /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/iu,
];

/**
 * The ISO form of a date in another notation; undefined when it can be read in two ways (`03/04/2026`) or when no calendar
 * has it.
 */
export function toIsoDate(text: string): string | undefined {
  for (const notation of NOTATIONS) {
    const groups = notation.exec(text.trim())?.groups;
    if (!groups) continue;
    const month = toMonth(groups.month ?? '');
    try {
      return Temporal.PlainDate.from(
        { year: Number(groups.year), month: month ?? 0, day: Number(groups.day) },
        { overflow: 'reject' },
      ).toString();
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** A number, an English name, or an abbreviation of at least three letters. */
function toMonth(text: string): number | undefined {
  if (/^\d+$/u.test(text)) return Number(text);
  const names = MONTHS.findIndex((month) => text.toLowerCase().startsWith(month));
  return names >= 0 && isMonthName(text.toLowerCase(), names) ? names + 1 : undefined;
}

function isMonthName(text: string, index: number): boolean {
  const full = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' })
    .format(new Date(Date.UTC(2000, index, 1)))
    .toLowerCase();
  return full.startsWith(text) || text === 'sept';
}
