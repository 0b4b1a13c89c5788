import { createHash } from 'node:crypto';
import type { Fence, Gate, SopBody, Step } from './body.ts';

/** What of a variable the fingerprint covers; its name, pattern and secrecy change what a step does. */
export interface FingerprintVariable {
  name?: string;
  pattern?: string;
  secret?: boolean;
}

/** Language of fences that show what to expect: they are not carried out. */
export const OUTPUT_LANGUAGE = 'output';

/**
 * `g1-` and the first 16 hexadecimal digits of SHA-256 over canonical JSON of what a person or machine carries out: steps with
 * text, commands, gates, branch targets and waits, then Verification, Rollback and variables. Markup, wrapping, list markers,
 * link addresses and expected output are not in it. Never changes: another algorithm gets another prefix (DESIGN §4).
 */
export function getFingerprint(body: SopBody, variables: readonly FingerprintVariable[]): string {
  const canonical = JSON.stringify([
    body.steps.map(toCanonicalStep),
    toLines(body.verification),
    toLines(body.rollback),
    variables.map(({ name, pattern, secret }) => [name ?? null, pattern ?? null, secret === true]),
  ]);
  return `g1-${createHash('sha256').update(canonical.normalize('NFC')).digest('hex').slice(0, 16)}`;
}

function toCanonicalStep(step: Step): unknown[] {
  const actions = getActions(step).map((action) => action.value);
  return [toText(step.text), actions, step.onFailure ?? null, step.wait ?? null];
}

function getActions(step: Step): Action[] {
  const commands = step.fences.filter((fence) => fence.language !== OUTPUT_LANGUAGE);
  return [...commands.map(toCommand), ...step.gates.map(toGate)].sort((a, b) => a.offset - b.offset);
}

/** Commands and gates in the order of the source: an approval after the command is not the approval before it. */
interface Action {
  offset: number;
  value: (string | null)[];
}

function toCommand(fence: Fence): Action {
  return { offset: fence.place.start.offset, value: ['command', fence.language, toLines(fence.code)] };
}

function toGate(gate: Gate): Action {
  const role = gate.kind === 'approval' ? (gate.role ?? null) : null;
  return { offset: gate.place.start.offset, value: ['gate', gate.kind, role, toText(gate.text)] };
}

function toText(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function toLines(text: string): string {
  return text.replace(/\r\n?/gu, '\n');
}
