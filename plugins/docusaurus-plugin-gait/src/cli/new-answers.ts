import * as prompts from '@clack/prompts';
import { CivilDate, DurationText, Key, Line } from '../model/schema/common.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { getSuggestion } from '../model/suggest.ts';
import { UsageError } from './errors.ts';

/** What the flags of `gait new` say. */
export interface NewFlags {
  title?: string;
  id?: string;
  description?: string;
  area?: string;
  owner?: string;
  cadence?: string;
  from?: string;
  trigger?: string;
  reviewIn: string;
  root?: string;
}

/** Everything that a new SOP needs, checked. `cadence` as on the command line. */
export interface Answers {
  title: string;
  id: string;
  description: string;
  area: string;
  owner: string;
  cadence: string;
  from?: string;
  trigger?: string;
  reviewIn: string;
}

/**
 * The answers that flags alone give.
 * @throws {UsageError} when one is missing or wrong.
 */
export function checkAnswers(flags: NewFlags, configuration: Configuration): Answers {
  const { title, description, area, owner, cadence = 'on-demand', trigger } = flags;
  const needed = { title, description, area, owner, ...(cadence === 'on-event' && { trigger }) };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [`--${name}`] : []));
  if (missing.length > 0) {
    throw new UsageError(
      `Unexpected absence of ${missing.join(', ')}, expected a value for each`,
      'Without a terminal nothing can be asked. See gait new --help.',
    );
  }
  const answers = {
    ...flags,
    title: title ?? '',
    description: description ?? '',
    area: area ?? '',
    owner: owner ?? '',
  };
  return checkAll({ ...answers, id: flags.id ?? toId(answers.title), cadence }, configuration);
}

/** Asks for what the flags do not say; undefined when the person gives up. */
export async function askForSop(flags: NewFlags, configuration: Configuration): Promise<Answers | undefined> {
  prompts.intro('A new SOP');
  const { areas, owners } = configuration;
  const given = { ...flags };
  const steps: [keyof NewFlags, () => Promise<string | symbol>][] = [
    ['title', () => askText('What does it do? (the title, in the imperative)', 'Rotate an access key')],
    ['id', () => askText('Its id, and the name of its file', toId(given.title ?? ''), Key, toId(given.title ?? ''))],
    ['description', () => askText('When should somebody reach for it?', 'When an access key is older than 90 days.')],
    [
      'area',
      () =>
        askChoice(
          'Which area does it belong to?',
          areas.map(({ key, title }) => ({ value: key, label: title })),
        ),
    ],
    [
      'owner',
      () =>
        askChoice(
          'Who is accountable for it?',
          Object.entries(owners).map(([value, { name }]) => ({ value, label: name })),
        ),
    ],
    ['cadence', askCadence],
    ['trigger', () => askText('Which event starts it?', 'A check says that a key is too old')],
  ];
  for (const [key, ask] of steps) {
    if (given[key] !== undefined || (key === 'trigger' && given.cadence !== 'on-event')) continue;
    const answer = await ask();
    if (typeof answer !== 'string') {
      prompts.cancel('Stopped.');
      return undefined;
    }
    given[key] = answer;
  }
  const answers = checkAnswers(given, configuration);
  prompts.outro('Thank you.');
  return answers;
}

async function askCadence(): Promise<string | symbol> {
  const kind = await askChoice('When is it carried out?', [
    { value: 'on-demand', label: 'When somebody asks for it' },
    { value: 'on-event', label: 'When something happens' },
    { value: 'interval', label: 'Again and again' },
  ]);
  return kind === 'interval' ? askText('How often?', '1 month', DurationText) : kind;
}

function askText(
  message: string,
  placeholder: string,
  schema: typeof Line = Line,
  initialValue?: string,
): Promise<string | symbol> {
  return prompts.text({
    message,
    placeholder,
    initialValue,
    validate: (value) => schema.safeParse(value ?? '').error?.issues[0]?.message,
  });
}

function askChoice(message: string, options: { value: string; label: string }[]): Promise<string | symbol> {
  return prompts.select({ message, options });
}

/** @throws {UsageError} when an answer does not fit. */
function checkAll(answers: Answers, { areas, owners }: Configuration): Answers {
  checkChoice(
    'area',
    answers.area,
    areas.map((one) => one.key),
  );
  checkChoice('owner', answers.owner, Object.keys(owners));
  checkShape('id', answers.id, Key);
  checkShape('title', answers.title, Line);
  checkShape('description', answers.description, Line);
  checkShape('review-in', answers.reviewIn, DurationText);
  if (answers.from !== undefined) checkShape('from', answers.from, CivilDate);
  const { cadence } = answers;
  const isCron = cadence.trim().split(/\s+/u).length === 5;
  if (!['on-demand', 'on-event'].includes(cadence) && !isCron) checkShape('cadence', cadence, DurationText);
  return answers;
}

function checkChoice(option: string, value: string, choices: string[]): void {
  if (choices.includes(value)) return;
  const suggestion = getSuggestion(value, choices);
  throw new UsageError(
    `Unexpected \`${value}\` as --${option}, expected one of: ${choices.join(', ')}`,
    suggestion ? `Did you mean \`${suggestion}\`?` : 'They are set in gait.config.yaml.',
  );
}

function checkShape(
  option: string,
  value: string,
  schema: { safeParse(value: string): { error?: { issues: { message: string }[] } } },
): void {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  if (issue) throw new UsageError(`Unexpected \`${value}\` as --${option}, ${issue.message}`);
}

/** An id from a title: lower-case words joined by hyphens. */
function toId(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 80);
}
