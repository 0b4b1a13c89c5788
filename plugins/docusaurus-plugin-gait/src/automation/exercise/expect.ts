import { Refusal } from './refusal.ts';
import type { Values } from './words.ts';

/** The first of the expected lines that a text does not have; undefined when it has all. */
export function findMissingLine(text: string, expected: readonly string[], values: Values): string | undefined {
  const lines = text.split('\n').map(collapse);
  return expected.find((line) => !lines.some((one) => matches(one, collapse(replaceVariables(line, values)))));
}

/** `…` stands for any text. Looked for part by part, so that no line takes long. */
function matches(line: string, expected: string): boolean {
  const [first = '', ...rest] = expected.split('…');
  const last = rest.pop();
  if (last === undefined) return line === first;
  if (!line.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = line.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return line.length - last.length >= at && line.endsWith(last);
}

function collapse(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function replaceVariables(text: string, values: Values): string {
  return text.replace(/\$\{?([A-Z_][A-Z0-9_]*)\}?/gu, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined)
      throw new Refusal(`Unexpected variable \`$${name}\` in an expected line, expected one with a value`);
    return value;
  });
}
