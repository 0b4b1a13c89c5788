import type { KnowledgeBase } from '../../model/knowledge-base.ts';
import type { StatusBook } from '../findings/status.ts';
import { getPublishedText } from '../people.ts';

/** An exception of what a page is about, when exceptions are published in full. */
export interface ExceptionRow {
  id: string;
  /** Reference of the control or the check that it excuses. */
  target: string;
  scope: string;
  reason: string;
  expires: string;
  isExpired: boolean;
}

/** Exceptions of a page: undefined when they are not published, how many are in force when only counts are. */
export type PublishedExceptions = number | ExceptionRow[] | undefined;

/** Exceptions from any of these controls and checks, those that end first on top. */
export function getPublishedExceptions(
  { configuration }: KnowledgeBase,
  book: StatusBook,
  targets: readonly string[],
): PublishedExceptions {
  const { exceptions: policy, people } = configuration.publish;
  if (policy === 'none') return undefined;
  const wanted = new Set(targets);
  const own = book.excuses.filter(({ target }) => wanted.has(target));
  if (policy === 'counts') return own.filter(({ isExpired }) => !isExpired).length;
  return own.map(({ id, target, scope, reason, expires, isExpired }) => ({
    ...{ id, target, expires, isExpired },
    scope: getPublishedText(scope, people),
    reason: getPublishedText(reason, people),
  }));
}
