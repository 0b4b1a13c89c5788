import type { DraftControl, Note } from './contract.ts';
import { toLine } from './text.ts';

/** A control with its id as references can hold it. */
export type WithId<T extends DraftControl = DraftControl> = T & { id: string };

/** What an id may be made of, as in `cis-aws@5.0.0#1.4`. */
const NOT_IN_ID = /[^0-9A-Za-z._()-]+/gu;
const ID = /^[0-9A-Za-z][0-9A-Za-z._()-]*$/u;

/**
 * Ids as references can hold them: other characters become a hyphen, a number becomes its text. A control without an id cannot be
 * kept; it is named by its place in the list.
 */
export function cleanIds(controls: readonly DraftControl[], notes: Note[]): WithId[] {
  return controls.flatMap((control, index) => {
    const written = typeof control.id === 'number' || typeof control.id === 'string' ? toLine(String(control.id)) : '';
    const id = written.replace(NOT_IN_ID, '-').replace(/^[^0-9A-Za-z]+|-+$/gu, '');
    if (!ID.test(id)) {
      const name = toLine(control.name ?? '');
      notes.push({
        kind: 'left-out',
        at: `control ${index + 1}`,
        message: `Unexpected control without an id${name === '' ? '' : ` (\`${name}\`)`}, expected one`,
        resolution: 'Left out: nothing could refer to it.',
      });
      return [];
    }
    if (typeof control.id === 'number') {
      notes.push({
        kind: 'id',
        at: id,
        message: `Unexpected number \`${id}\` as an id, expected text`,
        resolution: 'Kept as its text: a zero at its end would be lost already.',
      });
    } else if (id !== written) {
      notes.push({
        kind: 'id',
        at: id,
        message: `Unexpected id \`${written}\`, expected letters, digits and \`. _ - ( )\``,
        resolution: `Written as \`${id}\`, so that references can hold it.`,
      });
    }
    return [{ ...control, id }];
  });
}

/**
 * Gives each control an id of its own, by the first of these rules that fits:
 *
 * 1. An id that stands where `<id>0` belongs (between 1.9 and 1.11) has lost its zero: a number was made of it.
 * 2. A second control that says the same is the same control: levels and checks of both are kept under the first.
 * 3. Any other second control is kept under `<id>-2`.
 */
export function resolveDuplicates(controls: readonly WithId[], notes: Note[]): WithId[] {
  const renamed = restoreZeros(controls, notes);
  const taken = new Set(renamed.map(({ id }) => id));
  const kept = new Map<string, WithId>();
  for (const control of renamed) {
    const first = kept.get(control.id);
    if (!first) {
      kept.set(control.id, control);
    } else if (saysTheSame(first, control)) {
      kept.set(control.id, merge(first, control));
      notes.push(toNote(control.id, 'Merged with the first, which says the same: levels and checks of both are kept.'));
    } else {
      const id = getFreeId(control.id, taken);
      taken.add(id);
      kept.set(id, { ...control, id });
      notes.push(toNote(control.id, `Kept as \`${id}\`: it says something else than the first. Mend its id by hand.`));
    }
  }
  return [...kept.values()];
}

/** Ids that are numbers, level by level, in the order of the numbers (1.2 before 1.10); any other ids in the order of the file. */
export function sortByNumber(controls: readonly WithId[]): WithId[] {
  if (!controls.every(({ id }) => /^\d{1,9}(?:\.\d{1,9})*$/u.test(id))) return [...controls];
  const toNumbers = (id: string): number[] => id.split('.').map(Number);
  return [...controls].sort((a, b) => {
    const [left, right] = [toNumbers(a.id), toNumbers(b.id)];
    const at = left.findIndex((number, index) => number !== right[index]);
    return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
  });
}

function restoreZeros(controls: readonly WithId[], notes: Note[]): WithId[] {
  const ids = new Map<string, number[]>();
  for (const [index, { id }] of controls.entries()) ids.set(id, [...(ids.get(id) ?? []), index]);
  const restored = new Map<number, string>();
  for (const [id, places] of ids) {
    const whole = `${id}0`;
    if (places.length < 2 || ids.has(whole)) continue;
    const fitting = places.filter(
      (at) => controls[at - 1]?.id === step(whole, -1) || controls[at + 1]?.id === step(whole, 1),
    );
    const [only] = fitting;
    if (only === undefined || fitting.length > 1) continue;
    restored.set(only, whole);
    const [before, after] = [controls[only - 1]?.id, controls[only + 1]?.id].map((one) =>
      one === undefined ? undefined : `\`${one}\``,
    );
    const where =
      before && after ? `between ${before} and ${after}` : before ? `after ${before}` : `before ${after ?? ''}`;
    notes.push(toNote(id, `Read as \`${whole}\`: it stands ${where}, so its last zero was lost.`));
  }
  return controls.map((control, index) => ({ ...control, id: restored.get(index) ?? control.id }));
}

/** The id whose last number is one higher or lower: `1.10` and -1 give `1.9`. */
function step(id: string, by: 1 | -1): string | undefined {
  const found = /^(.*?)(\d{1,9})$/u.exec(id);
  return found ? `${found[1] ?? ''}${Number(found[2]) + by}` : undefined;
}

function saysTheSame(a: WithId, b: WithId): boolean {
  const toText = ({ name = '', statement = '' }: WithId): string => toLine(`${name}\n${statement}`);
  return toText(a) === toText(b);
}

function merge(a: WithId, b: WithId): WithId {
  const checks = [...(a.checks ?? []), ...(b.checks ?? []).filter(({ id }) => !a.checks?.some((one) => one.id === id))];
  return { ...a, checks, levels: [...new Set([...(a.levels ?? []), ...(b.levels ?? [])])] };
}

function getFreeId(id: string, taken: ReadonlySet<string>): string {
  let number = 2;
  while (taken.has(`${id}-${number}`)) number += 1;
  return `${id}-${number}`;
}

function toNote(id: string, resolution: string): Note {
  return {
    kind: 'duplicate',
    at: id,
    message: `Unexpected second control \`${id}\`, expected each id once`,
    resolution,
  };
}
