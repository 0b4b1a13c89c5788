import type { Impact, ImpactMessage, ImpactRecord } from '../model/schema/impact.ts';
import type { ImpactSop, ImpactSopChange, ImpactStep } from '../model/schema/impact-sop.ts';
import { PLAIN, type Colours } from './colours.ts';
import { toPlural } from './context.ts';
import {
  limitTo,
  toChangeLine,
  toConsequence,
  toImpactSummary,
  toMaturityLine,
  toMaturityVerb,
  toRevisionName,
  toSopLine,
  toStepDiff,
  toStepPlace,
  toStepVerb,
} from './impact-words.ts';
import { toVisibleLine as line } from './visible.ts';

/** Messages of one kind that are shown; `gait validate` has them all. */
const SHOWN_MESSAGES = 20;
/** Lines of one step that are shown. */
const SHOWN_LINES = 40;
/** Width of the verb that begins a line. */
const VERB = 9;

/**
 * The impact of a change for a terminal: what it does in one line, then why, what was not seen first. Nothing that others wrote is
 * obeyed by a terminal or by the log of a CI job: every line begins with a word or a mark of ours.
 */
export function toImpactText(impact: Impact, colours: Colours = PLAIN): string {
  const { sops, records } = impact;
  const verb = createVerb(colours);
  return [
    toOverview(impact, colours),
    toSection(colours, 'SOPs', [
      ...sops.added.map((sop) => `${verb('added')}${toSop(sop)}`),
      ...sops.renamed.map(({ from, to, title }) => `${verb('renamed')}${line(`${from} → ${to}  ${title}`)}`),
      ...sops.removed.map((sop) => `${verb('removed')}${toSop(sop)}`),
      ...sops.changed.flatMap((change) => toChange(change, records, colours)),
    ]),
    toSection(
      colours,
      'Maturity',
      impact.maturity.map((one) => `${verb(toMaturityVerb(one))}${line(`${one.sop}: ${toMaturityLine(one)}`)}`),
    ),
    toSection(colours, 'Records', [
      ...records.stopped.map((one) => `${verb('lost')}${toRecord(one, 'no longer counts')}`),
      ...records.removed.map((one) => `${verb('removed')}${toRecord(one)}`),
      ...records.resumed.map((one) => `${verb('back')}${toRecord(one, 'counts again')}`),
      ...records.added.map((one) => `${verb('added')}${toRecord(one)}`),
    ]),
    toSection(
      colours,
      'Controls',
      impact.controls.map((one) => `${verb(one.change)}${toControl(one)}`),
    ),
    toSection(colours, 'Links that break', toMessages(impact.links, colours)),
    toSection(colours, 'New diagnostics', toMessages(impact.diagnostics.new, colours)),
    toSection(colours, 'Reviews needed', impact.reviews.map(toReview)),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function toOverview(impact: Impact, { bold, yellow }: Colours): string {
  const summary = toImpactSummary(impact);
  const { count } = impact.sops;
  const { resolved } = impact.diagnostics;
  return [
    ...impact.limits.map((limit) => `${yellow('Not seen:')} ${line(limit)}`),
    `${line(`${toRevisionName(impact.base)} → ${toRevisionName(impact.head)}, as of ${impact.as_of}`)}: ${toPlural(count.before, 'SOP')} before, ${count.after} after`,
    bold(summary.length > 0 ? summary.join(', ') : 'Nothing that the knowledge base is about changes.'),
    ...(resolved > 0
      ? [`${toPlural(resolved, 'message')} of the validator ${resolved === 1 ? 'is' : 'are'} gone.`]
      : []),
    ...(impact.configuration.length > 0 ? [`gait.config.yaml changes: ${line(impact.configuration.join(', '))}`] : []),
  ]
    .map((text) => `${text}\n`)
    .join('');
}

function toSection({ bold }: Colours, title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${bold(title)}\n${lines.map((text) => `${text}\n`).join('')}`;
}

type Verb = (word: string) => string;

/** The word that begins a line, padded: green for what is won, red for what is lost. */
function createVerb({ green, red, yellow }: Colours): Verb {
  const good = new Set(['added', 'raised', 'gained', 'back']);
  const bad = new Set(['removed', 'lost', 'lowered']);
  return (word) => `  ${(good.has(word) ? green : bad.has(word) ? red : yellow)(word.padEnd(VERB))}`;
}

function toSop(sop: ImpactSop): string {
  return line(`${sop.id}  ${sop.title} (${toSopLine(sop)})`);
}

function toChange(change: ImpactSopChange, records: Impact['records'], colours: Colours): string[] {
  const consequence = toConsequence(change, records);
  return [
    `${createVerb(colours)('changed')}${line(`${change.id}  ${change.title}: ${toChangeLine(change) || 'wording'}`)}`,
    ...(consequence === '' ? [] : [`    ${line(consequence)}`]),
    ...change.steps.flatMap((step) => toStep(step, colours)),
  ];
}

function toStep(step: ImpactStep, { dim, green, red }: Colours): string[] {
  const { number, id } = toStepPlace(step);
  const { shown, left } = limitTo(toStepDiff(step), SHOWN_LINES);
  const colour = { '+': green, '-': red, ' ': dim };
  return [
    `    ${line(`step ${number} ${id} ${toStepVerb(step)}`)}`,
    // A mark before every line: a CI job obeys `::error::` also after white space.
    ...shown.map(({ sign, line: text }) => `      ${colour[sign](line(`${sign === ' ' ? '|' : sign} ${text}`))}`),
    ...(left > 0 ? [`      … ${toPlural(left, 'more line')}`] : []),
  ];
}

function toRecord({ id, sop, reason }: ImpactRecord, what = ''): string {
  return line(`${id} of ${sop}${what === '' ? '' : ` ${what}`}${reason === null ? '' : `: ${reason}`}`);
}

function toControl({ reference, title, change, best, sops }: Impact['controls'][number]): string {
  const serving = (change === 'lost' ? sops.before : sops.after).join(', ');
  return line(`${reference}  ${title}: ${best.before ?? 'none'} → ${best.after ?? 'none'} (${serving})`);
}

function toMessages(messages: readonly ImpactMessage[], colours: Colours): string[] {
  const { shown, left } = limitTo(messages, SHOWN_MESSAGES);
  return [
    ...shown.map((one) => toMessage(one, colours)),
    ...(left > 0 ? [`  … and ${left} more: see gait validate`] : []),
  ];
}

function toMessage(
  { rule, severity, file, line: number, column, message, hint, in_change: isInChange }: ImpactMessage,
  { red, yellow, blue, dim }: Colours,
): string {
  const colour = { error: red, warning: yellow, info: blue }[severity];
  const place = number === null ? '' : `:${number}:${column ?? 1}`;
  const where = isInChange ? '' : ' (outside this change)';
  const text = `  ${colour(severity.padEnd(VERB))}${line(`${file}${place}${where}: ${message}`)} ${dim(line(rule))}`;
  return hint === null ? text : `${text}\n    ${dim(line(hint))}`;
}

function toReview({ owner, name, source, handles, files }: Impact['reviews'][number]): string {
  const who = source === 'owner' ? [`${name} (${owner})`, ...handles].join(' ') : `code owner ${owner}`;
  const { shown, left } = limitTo(files, 5);
  return `  ${line(`${who}: ${shown.join(', ')}`)}${left > 0 ? ` and ${left} more` : ''}`;
}
