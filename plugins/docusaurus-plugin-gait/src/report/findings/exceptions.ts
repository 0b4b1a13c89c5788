import type { KnowledgeBase } from '../../model/knowledge-base.ts';
import { type Scope, type ScopedPlace, coversPlace, isWholeScope, parseScope } from '../../model/scope.ts';
import type { CheckResult, FailingReach } from './digest.ts';

/** An exception with everything that it must have. `isExpired` on the day of the knowledge base. */
export interface Excuse {
  id: string;
  /** Reference of a control or of a check. */
  target: string;
  kind: 'control' | 'check';
  scope: string;
  reason: string;
  grantedBy: string;
  grantedOn: string;
  expires: string;
  isExpired: boolean;
  /** What of the scope a finding can be held against. */
  reach: Scope;
}

/** Exceptions that are whole, those that end first on top. Broken ones excuse nothing; rules report them. */
export function getExcuses(base: KnowledgeBase): Excuse[] {
  const excuses = [...base.exceptions.values()].flatMap(({ yaml }): Excuse[] => {
    const { id, control, check, scope, reason, granted_by, granted_on, expires } = yaml.data;
    const target = control ?? check;
    if (!id || !target || !scope || !reason || !granted_by || !granted_on || !expires) return [];
    return [
      {
        id,
        target,
        kind: control === undefined ? 'check' : 'control',
        scope,
        reason,
        grantedBy: granted_by,
        grantedOn: granted_on,
        expires,
        isExpired: expires < base.asOf,
        reach: parseScope(scope),
      },
    ];
  });
  return excuses.sort((a, b) => (a.expires < b.expires ? -1 : a.expires > b.expires ? 1 : a.id < b.id ? -1 : 1));
}

/** Exceptions in force by their target. */
export function getExcusesInForce(excuses: readonly Excuse[]): Map<string, Excuse[]> {
  const byTarget = new Map<string, Excuse[]>();
  for (const excuse of excuses) {
    if (!excuse.isExpired) byTarget.set(excuse.target, [...(byTarget.get(excuse.target) ?? []), excuse]);
  }
  return byTarget;
}

/** Tells whether exceptions in force cover everything that a failing check says; `more` are those of the control that asks. */
export type ExcuseCheck = (result: CheckResult, more?: readonly Excuse[]) => boolean;

/**
 * Exceptions from a check cover it. Exceptions from a control cover its checks too, but a check that also tests another control
 * still fails that one. It keeps little of the knowledge base.
 */
export function createExcuseCheck({ checks }: KnowledgeBase, inForce: Map<string, Excuse[]>): ExcuseCheck {
  return ({ reference, failing, verdict }, more = []) => {
    if (verdict !== 'fail') return false;
    const own = [...(inForce.get(reference) ?? []), ...more];
    const controls = checks.get(reference)?.controls ?? [];
    const covers = (control: string): boolean => isExcused(failing, [...own, ...(inForce.get(control) ?? [])]);
    return isExcused(failing, own) || (controls.length > 0 && controls.every((one) => covers(one.reference)));
  };
}

/**
 * True when exceptions cover everything that fails. Of an account in which more fails than is kept by name, only what is said of its
 * Regions is known: there an exception that names resources covers nothing, since it might then excuse more than it says.
 */
function isExcused(failing: readonly FailingReach[], excuses: readonly Excuse[]): boolean {
  if (excuses.some(({ reach }) => isWholeScope(reach))) return true;
  const covers = (place: ScopedPlace): boolean => excuses.some(({ reach }) => coversPlace(reach, place));
  return (
    failing.length > 0 &&
    failing.every(({ account, count, regions, resources }) =>
      count === resources.length
        ? resources.every(({ id, region }) => covers({ account, region, resource: id }))
        : regions.every((region) => covers({ account, region, resource: '' })),
    )
  );
}
