import type { Impact, ImpactMessage, ImpactRecord } from '../model/schema/impact.ts';
import type { ImpactSop, ImpactSopChange } from '../model/schema/impact-sop.ts';
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
import { toMarkdownCode as code, toMarkdownFence, toMarkdownText as text } from './markdown.ts';
import { toVisible } from './visible.ts';

/** Entries of one list that are shown. */
const SHOWN = 20;
/** Lines of one step that are shown. */
const SHOWN_LINES = 60;
/** A comment on GitHub holds 65,536 characters (https://docs.github.com/rest/issues/comments refuses more); GitLab takes more. */
const LONGEST = 60_000;

/**
 * The impact of a change as Markdown for a comment on a pull request. Nothing that others wrote becomes markup, a link or a
 * mention. Details of steps are left out when all of it would not fit into a comment.
 */
export function toImpactMarkdown(impact: Impact): string {
  const whole = toDocument(impact, true);
  if (whole.length <= LONGEST) return whole;
  const brief = toDocument(impact, false);
  return brief.length <= LONGEST ? brief : toOverview(impact);
}

function toDocument(impact: Impact, withSteps: boolean): string {
  const { sops, records } = impact;
  return [
    toOverview(impact),
    toSection('SOPs', [
      ...toList(sops.added, (sop) => `Added: ${toSop(sop)}`),
      ...toList(sops.renamed, ({ from, to, title }) => `Renamed: ${code(from)} → ${code(to)} ${text(title)}`),
      ...toList(sops.removed, (sop) => `Removed: ${toSop(sop)}`),
      ...toList(sops.changed, (change) => toChange(change, records)),
    ]),
    ...(withSteps ? sops.changed.slice(0, SHOWN).map(toSteps) : []),
    toSection('Maturity', toList(impact.maturity, toMaturity)),
    toSection('Records', [
      ...toList(records.stopped, (one) => `Stops counting: ${toRecord(one)}`),
      ...toList(records.removed, (one) => `Removed: ${toRecord(one)}`),
      ...toList(records.resumed, (one) => `Counts again: ${toRecord(one)}`),
      ...toList(records.added, (one) => `Added: ${toRecord(one)}`),
    ]),
    toSection('Controls', toList(impact.controls, toControl)),
    toSection('Links that break', toList(impact.links, toMessage)),
    toSection('New diagnostics', toList(impact.diagnostics.new, toMessage)),
    toSection('Reviews needed', toList(impact.reviews, toReview)),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function toOverview(impact: Impact): string {
  const summary = toImpactSummary(impact);
  const { count } = impact.sops;
  const { resolved } = impact.diagnostics;
  return [
    '### What this change does to the knowledge base\n',
    `${text(toRevisionName(impact.base))} → ${text(toRevisionName(impact.head))}, as of ${text(impact.as_of)}; ` +
      `${toPlural(count.before, 'SOP')} before, ${count.after} after.\n`,
    `${summary.length > 0 ? `**${summary.join(', ')}**` : 'Nothing that the knowledge base is about changes.'}\n`,
    ...(resolved > 0
      ? [`${toPlural(resolved, 'message')} of the validator ${resolved === 1 ? 'is' : 'are'} gone.\n`]
      : []),
    ...(impact.configuration.length > 0
      ? [`\`gait.config.yaml\` changes: ${impact.configuration.map(code).join(', ')}.\n`]
      : []),
    ...impact.limits.map((limit) => `> Not seen: ${text(limit)}\n`),
  ].join('\n');
}

function toSection(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `#### ${title}\n\n${lines.join('\n')}\n`;
}

function toList<T>(items: readonly T[], toLine: (item: T) => string): string[] {
  const { shown, left } = limitTo(items, SHOWN);
  return [...shown.map((item) => `- ${toLine(item)}`), ...(left > 0 ? [`- … and ${left} more`] : [])];
}

function toSop(sop: ImpactSop): string {
  return `**${text(sop.title)}** (${code(sop.id)}), ${toSopLine(sop)}`;
}

function toChange(change: ImpactSopChange, records: Impact['records']): string {
  const { id, title } = change;
  const consequence = toConsequence(change, records);
  const line = text(toChangeLine(change) || 'wording');
  return `Changed: **${text(title)}** (${code(id)}): ${line}${consequence === '' ? '' : `; ${text(consequence)}`}`;
}

function toSteps({ id, steps }: ImpactSopChange): string {
  if (steps.length === 0) return '';
  const { shown, left } = limitTo(steps, SHOWN);
  const parts = shown.map((step) => {
    const { number, id: stepId } = toStepPlace(step);
    const diff = limitTo(toStepDiff(step), SHOWN_LINES);
    const lines = diff.shown.map(({ sign, line }) => toVisible(`${sign} ${line}`).replace(/^(\s*)::/u, '$1\\u{3A}:'));
    if (diff.left > 0) lines.push(`  … ${toPlural(diff.left, 'more line')}`);
    const head = `Step ${number} ${code(stepId)} ${text(toStepVerb(step))}\n`;
    return lines.length > 0 ? `${head}\n${toMarkdownFence(lines.join('\n'), 'diff')}\n` : head;
  });
  if (left > 0) parts.push(`… and ${toPlural(left, 'more step')}\n`);
  return [`<details><summary>Steps</summary>\n`, `${code(id)}\n`, ...parts, '</details>\n'].join('\n');
}

function toMaturity(maturity: Impact['maturity'][number]): string {
  const verb = toMaturityVerb(maturity);
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)}: **${text(maturity.title)}** (${code(maturity.sop)}): ${text(toMaturityLine(maturity))}`;
}

function toRecord({ id, sop, reason }: ImpactRecord): string {
  return `${code(id)} of ${code(sop)}${reason === null ? '' : `: ${text(reason)}`}`;
}

function toControl({ reference, title, change, best, sops }: Impact['controls'][number]): string {
  const verb = { gained: 'Gained', lost: 'Lost', raised: 'Raised', lowered: 'Lowered' }[change];
  const serving = (change === 'lost' ? sops.before : sops.after).map(code).join(', ');
  return `${verb}: ${code(reference)} ${text(title)}: ${best.before ?? 'none'} → ${best.after ?? 'none'} (${serving})`;
}

function toMessage({ rule, severity, file, line, column, message, in_change: isInChange }: ImpactMessage): string {
  const place = line === null ? '' : `:${line}:${column ?? 1}`;
  return `${severity} ${code(`${file}${place}`)} ${text(message)} (${code(rule)})${isInChange ? '' : ' – outside this change'}`;
}

function toReview({ owner, name, source, handles, files }: Impact['reviews'][number]): string {
  const who = source === 'owner' ? `${text(name)} (${code(owner)})` : code(owner);
  const teams = source === 'owner' && handles.length > 0 ? `, ${handles.map(code).join(', ')}` : '';
  const { shown, left } = limitTo(files, 5);
  return `${who}${teams}, ${source === 'owner' ? 'owner' : 'code owner'} of ${shown.map(code).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
