import type { Impact, ImpactMessage } from '../model/schema/impact.ts';
import type { ImpactSop, ImpactSopChange, ImpactStep } from '../model/schema/impact-sop.ts';
import { STEP_PART_NAMES, toVariableVerb } from '../model/text-change.ts';
import { toPlural } from './context.ts';
import { type DiffLine, toLineDiff } from './line-diff.ts';

type Step = NonNullable<ImpactStep['before']>;

/** What the change does, one short phrase for each kind of effect; empty when it does nothing that Gait knows of. */
export function toImpactSummary(impact: Impact): string[] {
  const { sops, maturity, records, controls, links, diagnostics } = impact;
  const count = (noun: string, many: readonly unknown[], verb: string): string[] =>
    many.length > 0 ? [`${toPlural(many.length, noun)} ${verb}`.trimEnd()] : [];
  const levels = (change: Impact['maturity'][number]['change']) => maturity.filter((one) => one.change === change);
  const coverage = (change: Impact['controls'][number]['change']) => controls.filter((one) => one.change === change);
  const fresh = (severity: ImpactMessage['severity']) => diagnostics.new.filter((one) => one.severity === severity);
  return [
    ...count('SOP', sops.added, 'added'),
    ...count('SOP', sops.changed, 'changed'),
    ...count('SOP', sops.renamed, 'renamed'),
    ...count('SOP', sops.removed, 'removed'),
    ...count('maturity level', levels('raised'), 'raised'),
    ...count('maturity level', levels('lost'), 'lost'),
    ...count('maturity level', levels('mixed'), 'changed'),
    ...count('record', records.added, 'added'),
    ...count('record', records.removed, 'removed'),
    ...count('record', records.stopped, records.stopped.length === 1 ? 'stops counting' : 'stop counting'),
    ...count('record', records.resumed, records.resumed.length === 1 ? 'counts again' : 'count again'),
    ...count('control', coverage('gained'), 'newly covered'),
    ...count('control', coverage('lost'), 'no longer covered'),
    ...count('control', [...coverage('raised'), ...coverage('lowered')], 'covered at another level'),
    ...count('link', links, links.length === 1 ? 'breaks' : 'break'),
    ...count('new error', fresh('error'), ''),
    ...count('new warning', fresh('warning'), ''),
    ...count('new note', fresh('info'), ''),
  ];
}

/** `2 steps changed, 1 moved; section verification; variable BUCKET: added`: what differs in an SOP, in one line. */
export function toChangeLine({ steps, sections, variables, keys }: ImpactSopChange): string {
  const kinds = (['added', 'removed', 'changed', 'moved'] as const)
    .map((kind) => ({ kind, count: steps.filter((step) => step.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }, index) => `${index === 0 ? toPlural(count, 'step') : count} ${kind}`);
  const others = variables.length > 0 ? keys.filter((key) => key !== 'variables') : keys;
  return [
    ...(kinds.length > 0 ? [kinds.join(', ')] : []),
    ...(sections.length > 0 ? [`section ${sections.join(' and ')}`] : []),
    ...variables.map((one) => `variable ${one.name}: ${toVariableVerb(one)}`),
    ...(others.length > 0 ? [`front matter: ${others.join(', ')}`] : []),
  ].join('; ');
}

/** What a change of an SOP means for the records of its earlier text; empty when these go on counting without anybody's decision. */
export function toConsequence({ id, evidence, fingerprint }: ImpactSopChange, { stopped }: Impact['records']): string {
  if (evidence === 'same') return '';
  if (evidence === 'accepted') return 'earlier records still count (`accepts`)';
  const isLoss = fingerprint.before !== null && stopped.some(({ sop }) => sop === id);
  const advice = isLoss ? `; if it is a mere rewording, add '${fingerprint.before}' to \`accepts\`` : '';
  return `records of the old text no longer count${advice}`;
}

/** `raised`, `lost`, `changed`: which way a maturity went. */
export function toMaturityVerb({ change }: Impact['maturity'][number]): string {
  return change === 'mixed' ? 'changed' : change;
}

/** `claimed crawl → walk, effective crawl → walk; missing: 0 of 1 record`. */
export function toMaturityLine({ change, claimed, earned, effective, unmet }: Impact['maturity'][number]): string {
  const levels = [toFromTo('claimed', claimed), toFromTo('earned', earned), toFromTo('effective', effective)];
  const missing = unmet.length > 0 && change !== 'raised' ? `; missing: ${unmet.join(', ')}` : '';
  return `${levels.filter((part) => part !== '').join(', ')}${missing}`;
}

function toFromTo(name: string, { before, after }: { before: string; after: string }): string {
  return before === after ? '' : `${name} ${before} → ${after}`;
}

/** `walk, 3 steps`; a claim that the evidence does not support is said to be none. */
export function toSopLine({ claimed, effective, steps }: ImpactSop): string {
  const level = claimed === effective ? claimed : `claims ${claimed}, is ${effective}`;
  return `${level}, ${toPlural(steps, 'step')}`;
}

/** Number and id of a step: after the change where it is still there. */
export function toStepPlace({ before, after }: ImpactStep): { number: number; id: string } {
  return after ?? before ?? { number: 0, id: '' };
}

/** `changed: text, position`, `moved, was step 3`: what became of a step. */
export function toStepVerb({ kind, parts, before }: ImpactStep): string {
  if (kind === 'changed') {
    const names = parts.map((part) => (part === 'id' ? `id, was ${before?.id ?? ''}` : STEP_PART_NAMES[part]));
    return `changed: ${names.join(', ')}`;
  }
  return kind === 'moved' ? `moved, was step ${before?.number ?? ''}` : kind;
}

/** A step before and after, line by line; nothing when only its place or id differs. */
export function toStepDiff({ before, after, parts, kind }: ImpactStep): DiffLine[] {
  if (kind === 'moved' || (kind === 'changed' && parts.every((part) => part === 'id' || part === 'position')))
    return [];
  return toLineDiff(before ? toStepLines(before) : [], after ? toStepLines(after) : []);
}

/** A step as a reader knows it, a sentence or a line of a command on each line. */
function toStepLines({ text, actions, wait, on_failure: onFailure }: Step): string[] {
  return [
    ...text.split(/(?<=[.!?])\s+/u),
    ...actions.flatMap((action) => {
      if (action.kind === 'command')
        return action.code
          .replace(/\n$/u, '')
          .split('\n')
          .map((line) => `  ${line}`);
      if (action.kind === 'stop') return [`Stop: ${action.text}`];
      return [`Approval${action.role === null ? '' : ` by ${action.role}`}: ${action.text}`];
    }),
    ...(wait === null ? [] : [`Wait: ${wait}`]),
    ...(onFailure === null ? [] : [`If this fails: ${onFailure}`]),
  ];
}

/** The first of a list, and how many are left out. */
export function limitTo<T>(items: readonly T[], most: number): { shown: readonly T[]; left: number } {
  return { shown: items.slice(0, most), left: Math.max(0, items.length - most) };
}

/** First seven digits of a commit; `work tree` for files on disk. */
export function toRevisionName({ name, commit }: Impact['base']): string {
  if (commit === null) return 'work tree';
  const short = commit.slice(0, 7);
  return commit.startsWith(name) ? short : `${name} (${short})`;
}
