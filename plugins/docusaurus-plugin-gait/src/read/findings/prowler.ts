import type { FindingStatus } from '../../model/finding.ts';
import { PROWLER_ALIASES } from '../../model/checks/prowler-aws.ts';
import { toReference } from './values.ts';

/** Prowler's verdict. A muted failure excuses nothing but itself; what is muted and passes has passed. */
export function toProwlerStatus(code: string, isMuted: boolean): FindingStatus | undefined {
  switch (code.toUpperCase()) {
    case 'PASS':
      return 'pass';
    case 'FAIL':
      return isMuted ? 'muted' : 'fail';
    case 'MANUAL':
      return isMuted ? 'muted' : 'manual';
    case 'MUTED':
      return 'muted';
    default:
      return undefined;
  }
}

/** References of a check of Prowler under its names of today; an old name may stand for several checks. */
export function toProwlerReferences(check: string): string[] {
  return (PROWLER_ALIASES.get(check) ?? [check]).map((name) => toReference('prowler', name));
}
