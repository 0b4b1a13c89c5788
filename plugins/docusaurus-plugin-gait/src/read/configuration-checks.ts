import { checkPattern } from '../model/pattern.ts';
import { appendPointer } from '../model/pointer.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { Sop } from '../model/schema/sop.ts';

/** What is wrong with a configuration whose every key fits its schema. */
export interface ConfigurationProblem {
  /** JSON pointer of the value. */
  pointer: string;
  message: string;
  hint: string;
}

/** Checks what a schema cannot: time zone, folders, equal keys, keys of a team's own. */
export function checkConfiguration(configuration: Configuration): ConfigurationProblem[] {
  return [
    ...checkTimezone(configuration),
    ...checkPaths(configuration),
    ...checkAreas(configuration),
    ...checkStewards(configuration),
    ...checkCustomKeys(configuration),
  ];
}

function checkTimezone({ timezone }: Configuration): ConfigurationProblem[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
    return [];
  } catch {
    const message = `Unexpected \`${timezone}\` at \`timezone\`, expected a time zone such as \`Europe/Berlin\``;
    return [{ pointer: '/timezone', message, hint: 'Take a name of the IANA time zone database.' }];
  }
}

/** Folders lie below the root: nothing else is ever read or published. */
function checkPaths({ paths }: Configuration): ConfigurationProblem[] {
  return Object.entries(paths)
    .filter(
      ([, path]) => !/^[^/\\:]+(?:\/[^/\\:]+)*$/u.test(path) || path.split('/').some((part) => /^\.{1,2}$/u.test(part)),
    )
    .map(([name, path]) => ({
      pointer: `/paths/${name}`,
      message: `Unexpected \`${path}\` at \`paths.${name}\`, expected a folder below the root, such as \`docs/sops\``,
      hint: 'Write it without `..`, and without a slash at either end.',
    }));
}

function checkAreas({ areas }: Configuration): ConfigurationProblem[] {
  return areas.flatMap(({ key }, index) =>
    areas.findIndex((area) => area.key === key) === index
      ? []
      : [
          {
            pointer: `/areas/${index}/key`,
            message: `Unexpected second area \`${key}\`, expected each key once`,
            hint: 'Give it another key.',
          },
        ],
  );
}

function checkStewards({ stewards = [], owners }: Configuration): ConfigurationProblem[] {
  return stewards.flatMap((steward, index) =>
    Object.hasOwn(owners, steward)
      ? []
      : [
          {
            pointer: `/stewards/${index}`,
            message: `Unexpected \`${steward}\` in \`stewards\`, expected a key of \`owners\``,
            hint: `Take one of ${Object.keys(owners).join(', ')}, or add it to \`owners\`.`,
          },
        ],
  );
}

function checkCustomKeys({ custom_keys: keys }: Configuration): ConfigurationProblem[] {
  return Object.entries(keys).flatMap(([name, key]) => {
    const pointer = appendPointer('/custom_keys', name);
    const patterns = [
      checkCustomPattern(`${pointer}/pattern`, key.pattern),
      checkCustomPattern(`${pointer}/items/pattern`, key.items?.pattern),
    ];
    if (!Object.hasOwn(Sop.shape, name)) return patterns.flat();
    const message = `Unexpected key \`${name}\` in \`custom_keys\`, expected a name that SOPs do not have yet`;
    return [{ pointer, message, hint: 'Choose another name.' }, ...patterns.flat()];
  });
}

function checkCustomPattern(pointer: string, pattern: string | undefined): ConfigurationProblem[] {
  const checked = pattern === undefined ? undefined : checkPattern(pattern);
  if (checked === undefined || checked.kind === 'fine') return [];
  const [problem, hint] =
    checked.kind === 'syntax'
      ? [checked.problem, 'Write an ECMAScript regular expression for flag `u`.']
      : ['backtracks too much', 'Do not repeat a group that repeats itself, and bound repetitions.'];
  return [
    { pointer, message: `Unexpected pattern \`${pattern ?? ''}\` (${problem}), expected one that can be used`, hint },
  ];
}
