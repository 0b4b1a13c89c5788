import type { Diagnostic } from '../model/diagnostic.ts';
import type { KeyPlaces, SchemaIssue, SyntaxProblem } from '../model/document.ts';
import { checkPattern } from '../model/pattern.ts';
import { appendPointer } from '../model/pointer.ts';
import { Configuration } from '../model/schema/configuration.ts';
import { Sop } from '../model/schema/sop.ts';
import { decodeText, getTextStart } from './decode.ts';
import { TEXT_KEYS } from './text-keys.ts';
import { readYaml } from './yaml.ts';

/** Name of the file, as diagnostics give it. */
const FILE = 'gait.config.yaml';

/** The configuration when it can be used, what is wrong with it, and the place of every key by JSON pointer. */
export interface ParsedConfiguration {
  configuration?: Configuration;
  diagnostics: Diagnostic[];
  places: Record<string, KeyPlaces>;
}

/** Reads `gait.config.yaml`, all or nothing: there is no configuration when any of it is wrong. */
export function parseConfiguration(source: Uint8Array | string): ParsedConfiguration {
  const { text, problems } = decodeText(typeof source === 'string' ? new TextEncoder().encode(source) : source);
  if (text === undefined) return { diagnostics: problems.map(toDiagnostic), places: {} };
  const start = getTextStart(text);
  const { data, isValid, places, syntax, issues } = readYaml({
    text: text.slice(start),
    start: { line: 1, column: 1, offset: start },
    schema: Configuration,
    textKeys: TEXT_KEYS,
  });
  const wrong = [...problems, ...syntax, ...issues].map(toDiagnostic);
  if (!isValid) return { diagnostics: wrong, places };
  const configuration = data as Configuration;
  const custom = checkCustomKeys(configuration, places);
  return { ...(custom.length === 0 && { configuration }), diagnostics: [...wrong, ...custom], places };
}

function checkCustomKeys(configuration: Configuration, places: Record<string, KeyPlaces>): Diagnostic[] {
  return Object.entries(configuration.custom_keys).flatMap(([name, key]) => {
    const pointer = appendPointer('/custom_keys', name);
    const found: Diagnostic[] = [];
    const report = (at: string, message: string, hint: string) =>
      found.push({
        rule: 'configuration',
        severity: 'error',
        file: FILE,
        place: places[at]?.value,
        message,
        hint,
        subject: at,
      });
    if (Object.hasOwn(Sop.shape, name)) {
      report(
        pointer,
        `Unexpected key \`${name}\` in \`custom_keys\`, expected a name that SOPs do not have yet`,
        'Choose another name.',
      );
    }
    const patterns: [string, string | undefined][] = [
      [`${pointer}/pattern`, key.pattern],
      [`${pointer}/items/pattern`, key.items?.pattern],
    ];
    for (const [at, pattern] of patterns) {
      const checked = pattern === undefined ? undefined : checkPattern(pattern);
      if (checked === undefined || checked.kind === 'fine') continue;
      const isSyntax = checked.kind === 'syntax';
      report(
        at,
        `Unexpected pattern \`${pattern ?? ''}\` (${isSyntax ? checked.problem : 'backtracks too much'}), expected one that can be used`,
        isSyntax
          ? 'Write an ECMAScript regular expression for flag `u`.'
          : 'Do not repeat a group that repeats itself, and bound repetitions.',
      );
    }
    return found;
  });
}

function toDiagnostic({ kind, message, expected, hint, place, pointer }: SyntaxProblem | SchemaIssue): Diagnostic {
  const severity = kind === 'bom' ? 'info' : kind === 'lost-comment' ? 'warning' : 'error';
  return { rule: 'configuration', severity, file: FILE, place, message, expected, hint, subject: pointer ?? kind };
}
