import type { KnowledgeBase } from '../../model/knowledge-base.ts';
import type { Excuse } from '../findings/exceptions.ts';
import type { StatusBook } from '../findings/status.ts';
import { getPublishedText } from '../people.ts';
import type { PageContext } from './context.ts';
import type { Page } from './page.ts';
import { PATHS, getCheckPath, getControlPath } from './paths.ts';
import type { PageLink } from './references.ts';

/** An exception that is published in full. */
export interface ExceptionEntry extends Pick<
  Excuse,
  'id' | 'scope' | 'reason' | 'grantedOn' | 'expires' | 'isExpired'
> {
  target: PageLink;
}

/** What the page of exceptions shows. Left out: what the configuration keeps back. */
export interface ExceptionsData {
  policy: 'none' | 'counts' | 'full';
  counts?: { inForce: number; expired: number };
  /** By who granted them, as far as people are published. */
  owners?: { owner: string; exceptions: ExceptionEntry[] }[];
}

/** Exceptions by who granted them, those that end first on top. */
export function toExceptionsPage({ base }: PageContext, book: StatusBook): Page<'exceptions', ExceptionsData> {
  const policy = base.configuration.publish.exceptions;
  return {
    kind: 'exceptions',
    path: PATHS.exceptions,
    title: 'Exceptions',
    description: 'Dated, owned decisions not to meet a control or a check.',
    html: {},
    sources: policy === 'none' ? ['gait.config.yaml'] : [...base.exceptions.values()].map((file) => file.path),
    data: {
      policy,
      ...(policy !== 'none' && { counts: countExcuses(book.excuses) }),
      ...(policy === 'full' && { owners: groupByOwner(base, book.excuses) }),
    },
  };
}

function countExcuses(excuses: readonly Excuse[]): { inForce: number; expired: number } {
  const expired = excuses.filter((one) => one.isExpired).length;
  return { inForce: excuses.length - expired, expired };
}

function groupByOwner(base: KnowledgeBase, excuses: readonly Excuse[]): ExceptionsData['owners'] {
  const groups = new Map<string, ExceptionEntry[]>();
  for (const { id, target, kind, scope, reason, grantedBy, grantedOn, expires, isExpired } of excuses) {
    const { people } = base.configuration.publish;
    const owner = getPublishedText(grantedBy, people);
    const path = kind === 'control' ? getControlPath(target) : getCheckPath(target);
    const known = kind === 'control' ? base.controls.has(target) : base.checks.has(target);
    const entry: ExceptionEntry = {
      ...{ id, grantedOn, expires, isExpired },
      scope: getPublishedText(scope, people),
      reason: getPublishedText(reason, people),
      target: { title: target, path: known ? path : PATHS.exceptions },
    };
    groups.set(owner, [...(groups.get(owner) ?? []), entry]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([owner, exceptions]) => ({ owner, exceptions }));
}
