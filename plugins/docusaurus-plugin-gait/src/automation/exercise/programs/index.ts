import { Refusal } from '../refusal.ts';
import { EXERCISE_PROGRAMS } from '../../../model/schema/configuration.ts';
import { guardAws } from './aws.ts';
import type { Call } from './call.ts';
import { guardJq } from './jq.ts';

/** A program that an exercise may start. */
export type ProgramName = (typeof EXERCISE_PROGRAMS)[number];

/** What each program may be told. Answers its arguments as they are handed to it. */
const GUARDS: Record<ProgramName, (call: Call) => string[]> = { aws: guardAws, jq: guardJq };

/** The program that these words start, when it is one of the allowed. @throws {Refusal} when it is not. */
export function getProgram(word: string, allowed: readonly ProgramName[]): ProgramName {
  const name = EXERCISE_PROGRAMS.find((one) => one === word);
  if (name !== undefined && allowed.includes(name)) return name;
  throw new Refusal(
    `Unexpected program \`${word}\`, expected ${allowed.map((one) => `\`${one}\``).join(' or ')}: an exercise starts no other`,
    'Write it with these programs, or mark the fence with `exercise="no: …"` and say why.',
  );
}

/** Arguments of a call as they are handed to the program. @throws {Refusal} for what an exercise does not do. */
export function guardCall(program: ProgramName, call: Call): string[] {
  return GUARDS[program](call);
}
