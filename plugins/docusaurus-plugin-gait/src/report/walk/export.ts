import type { Walk } from './text.ts';

/** A walk as the file with which somebody else takes over; `read-walk.ts` reads it. */
export function toWalkText(walk: Walk): string {
  return `${JSON.stringify(walk, null, 2)}\n`;
}

/** Name of that file. */
export function getWalkFileName(walk: Pick<Walk, 'sop' | 'id'>): string {
  return `${walk.sop}-${walk.id.slice(0, 8)}.walk.json`;
}
