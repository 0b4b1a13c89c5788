import { checkPattern } from '../model/pattern.ts';
import type { Manifest } from '../model/schema/manifest.ts';
import { RunError } from './errors.ts';

/**
 * Holds what was given on the command line against the manifest: known names, defaults filled in, patterns matched whole.
 * Inputs that are secret come from `secrets` and never from the command line, where others could read them.
 * @throws {RunError} for the first input that does not fit.
 */
export function checkInputs(
  manifest: Manifest,
  given: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>> = {},
): Record<string, string | undefined> {
  const names = manifest.inputs.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    const expected = names.length === 0 ? 'none' : `one of ${names.map((one) => `\`${one}\``).join(', ')}`;
    throw new RunError(`Unexpected input \`${name}\` of \`${manifest.name}\`, expected ${expected}`);
  }
  const values: Record<string, string | undefined> = {};
  for (const input of manifest.inputs) {
    if (input.secret && Object.hasOwn(given, input.name)) {
      throw new RunError(
        `Unexpected input \`${input.name}\` on the command line, expected a secret to be kept off it`,
        `Set \`${getSecretVariable(input.name)}\` instead, or be asked.`,
      );
    }
    const from = input.secret ? secrets : given;
    const value = Object.hasOwn(from, input.name) ? from[input.name] : input.default;
    if (value === undefined && input.required) {
      throw new RunError(
        `Unexpected absence of the input \`${input.name}\` of \`${manifest.name}\`, expected a value`,
        input.secret
          ? `Set \`${getSecretVariable(input.name)}\` in the environment.`
          : `Add \`--input ${input.name}=${input.example ?? '…'}\`.`,
      );
    }
    if (value !== undefined && input.secret && value.length < 4) {
      throw new RunError(`Unexpected length of the secret input \`${input.name}\`, expected at least four characters`);
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

/** Environment variable that a secret input is taken from: `GAIT_INPUT_NEW_VALUE` for `new-value`. */
export function getSecretVariable(name: string): string {
  return `GAIT_INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
}
