import type { Diagnostic } from '../model/diagnostic.ts';
import type { KeyPlaces, SchemaIssue, SyntaxProblem } from '../model/document.ts';
import { Configuration } from '../model/schema/configuration.ts';
import { checkConfiguration } from './configuration-checks.ts';
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
  const found = checkConfiguration(configuration).map(({ pointer, message, hint }): Diagnostic => {
    const place = (places[pointer] ?? places[''])?.value;
    return { rule: 'configuration', severity: 'error', file: FILE, place, message, hint, subject: pointer };
  });
  return { ...(found.length === 0 && { configuration }), diagnostics: [...wrong, ...found], places };
}

function toDiagnostic({ kind, message, expected, hint, place, pointer }: SyntaxProblem | SchemaIssue): Diagnostic {
  const severity = kind === 'bom' ? 'info' : kind === 'lost-comment' ? 'warning' : 'error';
  return { rule: 'configuration', severity, file: FILE, place, message, expected, hint, subject: pointer ?? kind };
}
