import type { Fence } from './body.ts';

/** What an exercise does with a fence: carries it out, passes it over for a reason, or sees it fail with a text. */
export type ExerciseMark = { kind: 'run' } | { kind: 'no'; reason: string } | { kind: 'fails'; text: string };

/** Languages of fences that are carried out. */
const LANGUAGES = ['bash', 'sh'];

/** Longest time that a fence may ask for, in milliseconds. */
const LONGEST = 3_600_000;
const SHORTEST_UNIT = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/** Whether a fence holds commands, not output or a file to look at. */
export function isCommandFence({ language }: Pick<Fence, 'language'>): boolean {
  return LANGUAGES.includes(language);
}

/** Reads `exercise="no: …"` and `exercise="fails: …"` of a fence; undefined when it says anything else. */
export function getExerciseMark({ info }: Pick<Fence, 'info'>): ExerciseMark | undefined {
  const text = Object.hasOwn(info, 'exercise') ? info.exercise : undefined;
  if (text === undefined) return { kind: 'run' };
  const [, kind, rest = ''] = /^(no|fails):\s*(\S.*)$/u.exec(text) ?? [];
  if (kind === 'no') return { kind, reason: rest };
  return kind === 'fails' ? { kind, text: rest } : undefined;
}

/** Reads `timeout="2m"` of a fence (`s`, `m`, `h`), in milliseconds; undefined when there is none that can be used. */
export function getFenceTimeout({ info }: Pick<Fence, 'info'>): number | undefined {
  const [, count, unit] = /^([1-9]\d{0,3})([smh])$/u.exec(info.timeout ?? '') ?? [];
  if (count === undefined || (unit !== 's' && unit !== 'm' && unit !== 'h')) return undefined;
  return Math.min(Number(count) * SHORTEST_UNIT[unit], LONGEST);
}
