/** One of the five fields: its name, its range, and words that stand for numbers. */
interface Field {
  name: string;
  min: number;
  max: number;
  words?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, words: MONTHS },
  { name: 'day of the week', min: 0, max: 7, words: DAYS },
];

/** Most days that each month can have. */
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * What is wrong with a cron expression of five fields (POSIX crontab, with steps `/n` and names), in words that end
 * "Unexpected … , expected …"; undefined when it is right.
 */
export function getCronProblem(cron: string): { what: string; expected: string } | undefined {
  const parts = cron.trim().split(/\s+/u);
  if (parts.length !== FIELDS.length) {
    return {
      what: `number of fields ${parts.length}`,
      expected: 'five: minute, hour, day of the month, month, day of the week',
    };
  }
  const values: number[][] = [];
  for (const [index, field] of FIELDS.entries()) {
    const part = parts[index] ?? '';
    const found = readField(part, field);
    if (!found)
      return {
        what: `\`${part}\` as ${field.name}`,
        expected: `\`*\`, or numbers from ${field.min} to ${field.max} such as \`${field.min}\`, \`${field.min}-${field.max}\` or \`*/2\``,
      };
    values.push(found);
  }
  const [, , days = [], months = []] = values;
  const isEveryWeekday = parts[4] === '*';
  if (isEveryWeekday && !months.some((month) => days.some((day) => day <= (LENGTHS[month - 1] ?? 0)))) {
    return { what: `day \`${parts[2]}\` of month \`${parts[3]}\``, expected: 'a day that the month has' };
  }
  return undefined;
}

/** All values of a field such as `1-5`, `mon,wed`, `*` with a step; undefined when it is wrong. */
function readField(text: string, field: Field): number[] | undefined {
  const values: number[] = [];
  for (const item of text.toLowerCase().split(',')) {
    const match = /^(?:\*|([a-z0-9]+)(?:-([a-z0-9]+))?)(?:\/([1-9][0-9]?))?$/u.exec(item);
    if (!match) return undefined;
    const [, first, last, step] = match;
    if (step !== undefined && first !== undefined && last === undefined) return undefined;
    const from = first === undefined ? field.min : toNumber(first, field);
    const to = first === undefined ? field.max : last === undefined ? from : toNumber(last, field);
    if (from === undefined || to === undefined || from > to) return undefined;
    for (let value = from; value <= to; value += Number(step ?? 1)) values.push(value);
  }
  return values;
}

function toNumber(text: string, field: Field): number | undefined {
  const word = field.words?.indexOf(text) ?? -1;
  const value = word >= 0 ? word + field.min : /^\d{1,2}$/u.test(text) ? Number(text) : NaN;
  return value >= field.min && value <= field.max ? value : undefined;
}
