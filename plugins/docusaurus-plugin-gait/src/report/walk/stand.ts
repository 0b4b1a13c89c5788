import type { Walk, WalkPart, WalkStep, WalkTick } from './text.ts';
import { toMilliseconds } from './time.ts';

/** What holds whatever follows. `until` is in milliseconds since the epoch. */
export type Hold =
  | { kind: 'stop'; step: string; gate: number }
  | { kind: 'approval'; step: string; gate: number; role: string }
  | { kind: 'wait'; step: string; until: number }
  | { kind: 'failed'; step: string };

/** How a step stands. `holding`: it is ticked, and what follows still waits for something. */
export interface StepStand {
  id: string;
  status: 'done' | 'skipped' | 'failed' | 'current' | 'holding' | 'ahead';
  tick?: WalkTick;
}

/** Where a walk stands. */
export interface Stand {
  steps: StepStand[];
  /** The step to act on; undefined when every step has its outcome. */
  current?: WalkStep;
  /** What holds the current step or what follows it. */
  hold?: Hold;
  /** How many steps have their outcome. */
  ticked: number;
}

/**
 * Where a walk stands at a time (milliseconds since the epoch): the current step is the first that has no outcome, or that still
 * holds what follows because it failed or its wait is not over. Timers follow from the times of the ticks, so they survive anything.
 */
export function getStand(walk: Walk, now: number): Stand {
  const text = walk.text ?? [];
  const ticks = new Map(walk.steps.map((tick) => [tick.id, tick]));
  const current = text.find((step) => {
    const tick = ticks.get(step.id);
    return !tick || getHoldAfter(step, tick, now) !== undefined;
  });
  const tick = current && ticks.get(current.id);
  const hold = current && (tick ? getHoldAfter(current, tick, now) : getOpenGate(walk, current));
  return {
    current,
    hold,
    ticked: text.filter(({ id }) => ticks.has(id)).length,
    steps: text.map(({ id }): StepStand => {
      const own = ticks.get(id);
      if (id === current?.id) return { id, status: own ? 'holding' : 'current', tick: own };
      return own ? { id, status: own.outcome, tick: own } : { id, status: 'ahead' };
    }),
  };
}

/** Gates of a step in order; their index is what stops and approvals are noted by. */
export function getGates(step: WalkStep): WalkPart[] {
  return step.parts.filter(({ kind }) => kind === 'stop' || kind === 'approval');
}

/** The first gate of a step that nobody has passed; undefined when all are passed. */
export function getOpenGate(walk: Walk, step: WalkStep): Hold | undefined {
  for (const [gate, part] of getGates(step).entries()) {
    if (isPassed(walk, step.id, gate)) continue;
    return part.kind === 'stop'
      ? { kind: 'stop', step: step.id, gate }
      : { kind: 'approval', step: step.id, gate, role: part.role ?? '' };
  }
  return undefined;
}

/** Whether somebody passed a gate. */
export function isPassed(walk: Walk, step: string, gate: number): boolean {
  const isIt = (one: { step?: string; gate?: number }): boolean => one.step === step && one.gate === gate;
  return walk.stops.some(isIt) || walk.approvals.some(isIt);
}

function getHoldAfter(step: WalkStep, tick: WalkTick, now: number): Hold | undefined {
  if (tick.went_on_at !== undefined) return undefined;
  if (tick.outcome === 'failed') return { kind: 'failed', step: step.id };
  if (tick.outcome !== 'done' || step.wait === undefined) return undefined;
  const until = Date.parse(tick.at) + toMilliseconds(step.wait);
  return now < until ? { kind: 'wait', step: step.id, until } : undefined;
}

/** The place from which on everything is held: after a gate of a step, or after the whole step when `gate` is left out. */
export interface HeldFrom {
  index: number;
  gate?: number;
  /** Why, in words that follow "Held: ". */
  why: string;
}

/** The first place at which a walk is held, seen from the current step on; undefined when nothing holds. */
export function getHeldFrom(walk: Walk, { current, hold }: Stand): HeldFrom | undefined {
  const text = walk.text ?? [];
  const from = current ? text.indexOf(current) : text.length;
  if (hold?.kind === 'wait') return { index: from, why: `the wait after step ${current?.number ?? ''} is not over` };
  if (hold?.kind === 'failed') return { index: from, why: `step ${current?.number ?? ''} failed` };
  for (const [index, step] of text.entries()) {
    const open = index < from ? undefined : getOpenGate(walk, step);
    if (open?.kind === 'stop') return { index, gate: open.gate, why: `the stop in step ${step.number} comes first` };
    if (open?.kind === 'approval')
      return { index, gate: open.gate, why: `step ${step.number} needs approval by ${open.role} first` };
  }
  return undefined;
}

/** Whether a piece of a step lies behind the place from which on everything is held. */
export function isHeld(from: HeldFrom | undefined, piece: { index: number; gatesBefore: number }): boolean {
  if (!from || piece.index < from.index) return false;
  return piece.index > from.index || (from.gate !== undefined && piece.gatesBefore > from.gate);
}
