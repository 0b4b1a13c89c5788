import { parse } from 'shell-quote';
import { Refusal } from './refusal.ts';

/** Values of variables by name. */
export type Values = ReadonlyMap<string, string>;

/**
 * Splits a command of a {@link Statement} into the words that a shell would hand to the program, variables replaced. A value is never
 * split, and nothing in it is read again.
 * @throws {Refusal} for a variable without a value.
 */
export function toWords(command: string, values: Values): string[] {
  const words = parse(command, (name) => {
    const value = values.get(name);
    if (value === undefined) {
      throw new Refusal(
        `Unexpected variable \`$${name}\` without a value, expected one that the SOP declares with an example, or captures before`,
        'Give it a value in the set-up of the exercise.',
      );
    }
    return value;
  });
  return words.map((word) => {
    if (typeof word === 'string') return word;
    throw new Refusal(
      `Unexpected \`${'op' in word ? word.op : '#'}\` in a command, expected words`,
      'Put it in quotes.',
    );
  });
}
