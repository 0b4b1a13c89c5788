import { getOutcome } from './outcome.ts';
import { getGates, getOpenGate, getStand, isPassed } from './stand.ts';
import type { Walk, WalkStep, WalkTick } from './text.ts';
import { isSameStep } from './text.ts';

/** What can happen to a walk. Times are timestamps with their offset. */
export type WalkEvent =
  | { kind: 'tick'; step: string; outcome: WalkTick['outcome']; note?: string; at: string }
  | { kind: 'untick'; step: string }
  | { kind: 'note'; step: string; note: string }
  | { kind: 'go-on'; step: string; at: string }
  | { kind: 'pass-stop'; step: string; gate: number; at: string }
  | { kind: 'approve'; step: string; gate: number; by: string; at: string }
  | { kind: 'rename'; name: string }
  | { kind: 'set-value'; name: string; value: string }
  | { kind: 'take-over'; person: string; at: string }
  | { kind: 'move'; fingerprint: string; commit: string | null; text: WalkStep[]; at: string }
  | { kind: 'finish'; at: string }
  | { kind: 'reopen' };

/** What became of an event: the next walk, or why nothing changed, as a sentence. */
export type Transition = { walk: Walk; refusal?: undefined } | { walk?: undefined; refusal: string };

const MAX_NOTE = 2000;
const MAX_NAME = 500;
const MAX_NOTES = 5000;

/**
 * The walk after an event; refuses what does not fit, so that two tabs that act on one walk can both send what they saw: the second
 * one to arrive is applied to what the first one left, or is told why not. Changes nothing that it is given.
 */
export function getNextState(walk: Walk, event: WalkEvent): Transition {
  if (event.kind === 'reopen') {
    const { finished_at: _, ...rest } = walk;
    return walk.state === 'open' ? refuse('This walk is open.') : { walk: { ...rest, state: 'open' } };
  }
  if (event.kind === 'rename') return { walk: { ...walk, name: toLine(event.name) || walk.name } };
  if (walk.state !== 'open') return refuse('This walk is finished. Open it again first.');
  switch (event.kind) {
    case 'tick':
      return tick(walk, event);
    case 'untick':
      return untick(walk, event.step);
    case 'note':
      return changeTick(walk, event.step, (one) => withNote(one, event.note));
    case 'go-on':
      return goOn(walk, event);
    case 'pass-stop':
    case 'approve':
      return passGate(walk, event);
    case 'set-value':
      return { walk: { ...walk, variables: withValue(walk.variables, event) } };
    case 'take-over':
      return takeOver(walk, event);
    case 'move':
      return { walk: moveTo(walk, event) };
    case 'finish': {
      const isAbandoned = getOutcome({ ...walk, finished_at: event.at }) === 'abandoned';
      return { walk: { ...walk, state: isAbandoned ? 'abandoned' : 'finished', finished_at: event.at } };
    }
  }
}

/** The walk after several events, in their order. Those that no longer fit are left out, and why is added to `refusals`. */
export function replay(walk: Walk, events: readonly WalkEvent[], refusals: string[]): Walk {
  let next = walk;
  for (const event of events) {
    const result = getNextState(next, event);
    if (result.walk) next = result.walk;
    else refusals.push(result.refusal);
  }
  return next;
}

function tick(walk: Walk, event: Extract<WalkEvent, { kind: 'tick' }>): Transition {
  const step = findStep(walk, event.step);
  if (!step) return refuse('That step is not part of this walk.');
  const before = walk.steps.find(({ id }) => id === step.id);
  if (before) return refuse(`Step ${step.number} is already marked ${before.outcome}.`);
  const { current, hold } = getStand(walk, Date.parse(event.at));
  if (!current || current.id !== step.id) return refuse(`Step ${current?.number ?? 1} comes first.`);
  if (hold && event.outcome !== 'failed') return refuse(toHoldText(hold.kind, step.number));
  const note = toNote(event.note);
  if (event.outcome === 'skipped' && note === '') return refuse('Say why the step is skipped.');
  const ticks = [...walk.steps, { id: step.id, outcome: event.outcome, at: event.at, ...(note && { note }) }];
  return { walk: { ...walk, steps: inOrder(walk.text ?? [], ticks) } };
}

/** What came after stays: a person who goes back to one step has still done the others. */
function untick(walk: Walk, id: string): Transition {
  if (!walk.steps.some((one) => one.id === id)) return refuse('That step is not ticked.');
  return { walk: { ...walk, steps: walk.steps.filter((one) => one.id !== id) } };
}

function goOn(walk: Walk, event: Extract<WalkEvent, { kind: 'go-on' }>): Transition {
  const { hold } = getStand(walk, Date.parse(event.at));
  if (hold?.step !== event.step || (hold.kind !== 'wait' && hold.kind !== 'failed'))
    return refuse('That step holds nothing.');
  const step = findStep(walk, event.step);
  const gate = step && getOpenGate(walk, step);
  if (step && gate) return refuse(toHoldText(gate.kind, step.number));
  return changeTick(walk, event.step, (one) => ({ ...one, went_on_at: event.at }));
}

function passGate(walk: Walk, event: Extract<WalkEvent, { kind: 'pass-stop' | 'approve' }>): Transition {
  const step = findStep(walk, event.step);
  const part = step && getGates(step)[event.gate];
  if (!step || part?.kind !== (event.kind === 'approve' ? 'approval' : 'stop'))
    return refuse('That gate is not part of this walk.');
  if (isPassed(walk, step.id, event.gate)) return refuse('Somebody has passed that gate already.');
  const open = getOpenGate(walk, step);
  if (open && (open.kind === 'stop' || open.kind === 'approval') && open.gate !== event.gate)
    return refuse(toHoldText(open.kind, step.number));
  const place = { step: step.id, gate: event.gate, at: event.at };
  if (event.kind === 'pass-stop') return { walk: { ...walk, stops: [...walk.stops, place] } };
  const by = toLine(event.by);
  const problem = getApproverProblem(walk, by);
  if (problem !== undefined) return refuse(problem);
  return { walk: { ...walk, approvals: [...walk.approvals, { role: part.role ?? '', by, ...place }] } };
}

/** Why somebody cannot approve, as a sentence; undefined when they can. Nobody approves what they carry out. */
export function getApproverProblem(walk: Walk, by: string): string | undefined {
  const name = toLine(by);
  if (name === '') return 'Write who approved.';
  const plain = (one: string): string => one.toLowerCase().replace(/^@/u, '');
  const isPerformer = walk.performers.some((one) => plain(one) === plain(name));
  return isPerformer ? `${name} carries this out, so somebody else has to approve.` : undefined;
}

function takeOver(walk: Walk, { person, at }: Extract<WalkEvent, { kind: 'take-over' }>): Transition {
  const before = walk.performers.at(-1);
  if (before === person) return refuse(`${person} follows this walk already.`);
  const approved = walk.approvals.find(
    ({ by }) => by.toLowerCase().replace(/^@/u, '') === person.slice(1).toLowerCase(),
  );
  if (approved) return refuse(`${person} gave an approval of this walk, so somebody else has to carry it out.`);
  const notes = before === undefined ? walk.notes : addNote(walk.notes, `${person} took over from ${before} at ${at}.`);
  return { walk: { ...walk, performers: [...walk.performers, person], ...(notes && { notes }) } };
}

/** Ticks and gates of steps that are the same in the new text stay; the others have to be done again. */
function moveTo(walk: Walk, event: Extract<WalkEvent, { kind: 'move' }>): Walk {
  const old = new Map((walk.text ?? []).map((step) => [step.id, step]));
  const same = new Set(
    event.text.flatMap((step) => {
      const before = old.get(step.id);
      return before && isSameStep(before, step) ? [step.id] : [];
    }),
  );
  const lost = walk.steps.filter(({ id }) => !same.has(id)).map(({ id, outcome, at }) => `${id} (${outcome} at ${at})`);
  const gone = lost.length === 0 ? '' : ` Ticked in the old text, and different in the new one: ${lost.join(', ')}.`;
  const stays = ({ step }: { step?: string }): boolean => step === undefined || same.has(step);
  return {
    ...walk,
    fingerprint: event.fingerprint,
    commit: event.commit,
    text: event.text,
    steps: inOrder(
      event.text,
      walk.steps.filter(({ id }) => same.has(id)),
    ),
    stops: walk.stops.filter(stays),
    approvals: walk.approvals.filter(stays),
    notes: addNote(walk.notes, `Moved from ${walk.fingerprint} to ${event.fingerprint} at ${event.at}.${gone}`),
  };
}

function changeTick(walk: Walk, id: string, change: (tick: WalkTick) => WalkTick): Transition {
  if (!walk.steps.some((one) => one.id === id)) return refuse('That step is not ticked.');
  return { walk: { ...walk, steps: walk.steps.map((one) => (one.id === id ? change(one) : one)) } };
}

function withNote({ note: _, ...tick }: WalkTick, text: string): WalkTick {
  const note = toNote(text);
  return note === '' ? tick : { ...tick, note };
}

function withValue(variables: Walk['variables'], { name, value }: { name: string; value: string }): Walk['variables'] {
  const { [name]: _, ...rest } = variables;
  return value === '' ? rest : { ...rest, [name]: value };
}

function inOrder(text: readonly WalkStep[], ticks: WalkTick[]): WalkTick[] {
  const place = new Map(text.map(({ id }, index) => [id, index]));
  return [...ticks].sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}

function findStep(walk: Walk, id: string): WalkStep | undefined {
  return walk.text?.find((step) => step.id === id);
}

function toHoldText(kind: 'stop' | 'approval' | 'wait' | 'failed', number: number): string {
  const words = {
    stop: `The stop in step ${number} holds what follows: read it and go on from there.`,
    approval: `Step ${number} needs an approval first.`,
    wait: `The wait after step ${number} is not over.`,
    failed: `Step ${number} failed.`,
  };
  return words[kind];
}

function addNote(notes: string | undefined, text: string): string {
  return [...(notes ? [notes] : []), text].join('\n').slice(0, MAX_NOTES);
}

// eslint-disable-next-line no-control-regex -- they are what is taken out
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/gu;

/** Control characters go: notes end up in YAML and in terminals. */
function toNote(text = ''): string {
  return text.replace(/\r\n?/gu, '\n').replace(CONTROL, ' ').trim().slice(0, MAX_NOTE);
}

function toLine(text: string): string {
  return toNote(text).replace(/\s+/gu, ' ').slice(0, MAX_NAME);
}

function refuse(refusal: string): Transition {
  return { refusal };
}
