import { checkPattern } from '../model/pattern.ts';
import type { Manifest } from '../model/schema/manifest.ts';
import { RunError } from './errors.ts';

/**
 * Holds what was given on the command line against the manifest: known names, defaults filled in, patterns matched whole.
 * @throws {RunError} for the first input that does not fit.
 */
export function checkInputs(
  manifest: Manifest,
  given: Readonly<Record<string, string>>,
): Record<string, string | undefined> {
  const names = manifest.inputs.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    const expected = names.length === 0 ? 'none' : `one of ${names.map((one) => `\`${one}\``).join(', ')}`;
    throw new RunError(`Unexpected input \`${name}\` of \`${manifest.name}\`, expected ${expected}`);
  }
  const values: Record<string, string | undefined> = {};
  for (const input of manifest.inputs) {
    const value = Object.hasOwn(given, input.name) ? given[input.name] : input.default;
    if (value === undefined && input.required) {
      throw new RunError(
        `Unexpected absence of the input \`${input.name}\` of \`${manifest.name}\`, expected a value`,
        `Add \`--input ${input.name}=${input.example ?? '…'}\`.`,
      );
    }
    if (value !== undefined && input.pattern !== undefined && !matches(value, input.pattern)) {
      throw new RunError(
        `Unexpected value of the input \`${input.name}\`, expected all of it to match \`${input.pattern}\``,
        input.example === undefined ? undefined : `An example is \`${input.example}\`.`,
      );
    }
    values[input.name] = value;
  }
  return values;
}

/** A pattern that is none, or that could take for ever, matches nothing; `gait validate` reports it. */
function matches(value: string, pattern: string): boolean {
  const checked = checkPattern(pattern);
  return checked.kind === 'fine' && checked.whole.test(value);
}

/** Name of the input that the runtime itself holds against the account of the credentials, before anything is read. */
export const ACCOUNT_INPUT = 'account';
