import type { Impact } from '../model/schema/impact.ts';
import type { ImpactSopChange, ImpactStep } from '../model/schema/impact-sop.ts';
import { toPlural } from './context.ts';
import { type DiffLine, toLineDiff } from './line-diff.ts';

type Step = NonNullable<ImpactStep['before']>;

const PART_NAMES: Record<ImpactStep['parts'][number], string> = {
  id: 'id',
  text: 'text',
  actions: 'commands or gates',
  on_failure: 'what to do when it fails',
  wait: 'wait',
  position: 'position',
};

/** What the change does, one short phrase for each kind of effect; empty when it does nothing that Gait knows of. */
export function toImpactSummary(impact: Impact): string[] {
  const { sops, maturity, records, controls, links, diagnostics } = impact;
  const count = (noun: string, many: readonly unknown[], verb: string): string[] =>
    many.length > 0 ? [`${toPlural(many.length, noun)} ${verb}`] : [];
  const levels = (change: Impact['maturity'][number]['change']) => maturity.filter((one) => one.change === change);
  const coverage = (change: Impact['controls'][number]['change']) => controls.filter((one) => one.change === change);
  const errors = diagnostics.new.filter(({ severity }) => severity === 'error');
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
    ...count('new error', errors, '').map((text) => text.trim()),
    ...count('new warning or note', diagnostics.new.slice(errors.length), '').map((text) => text.trim()),
  ];
}

/** `2 steps changed, 1 moved; Verification`: what differs in an SOP, in one line. */
export function toChangeLine({ steps, sections, keys }: ImpactSopChange): string {
  const kinds = (['added', 'removed', 'changed', 'moved'] as const)
    .map((kind) => ({ kind, count: steps.filter((step) => step.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }, index) => `${index === 0 ? toPlural(count, 'step') : count} ${kind}`);
  return [
    ...(kinds.length > 0 ? [kinds.join(', ')] : []),
    ...(sections.length > 0 ? [`section ${sections.join(' and ')}`] : []),
    ...(keys.length > 0 ? [`front matter: ${keys.join(', ')}`] : []),
  ].join('; ');
}

/** `changed: text, position`, `moved from 3`: what became of a step. */
export function toStepVerb({ kind, parts, before }: ImpactStep): string {
  if (kind === 'changed') return `changed: ${parts.map((part) => PART_NAMES[part]).join(', ')}`;
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
