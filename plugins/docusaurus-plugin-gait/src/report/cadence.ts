import type { Cadence } from '../model/schema/cadence.ts';

/** Cadence in words: `on event`, `every month from 2026-12-01, within 5 days`. */
export function getCadenceText(cadence: Cadence | undefined): string {
  if (cadence === undefined) return 'not said';
  if (typeof cadence === 'string') return getCadenceLabel(cadence);
  const within = cadence.within ? `, within ${cadence.within}` : '';
  if ('cron' in cadence) {
    return `${getCadenceLabel(cadence)}${cadence.timezone ? ` (${cadence.timezone})` : ''}${within}`;
  }
  return `${getCadenceLabel(cadence)} from ${cadence.from}${within}`;
}

/** Short form, the same for all SOPs of one rhythm: what the index filters by. */
export function getCadenceLabel(cadence: Cadence | undefined): string {
  if (cadence === undefined) return 'not said';
  if (typeof cadence === 'string') return cadence.replace('-', ' ');
  if ('cron' in cadence) return `cron ${cadence.cron}`;
  return `every ${cadence.every.replace(/^1 (.*?)s?$/u, '$1')}`;
}
