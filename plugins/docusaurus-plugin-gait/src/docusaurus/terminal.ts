import { readFileSync } from 'node:fs';
import path from 'node:path';
import picocolors from 'picocolors';
import type { LoadResult } from '../base/contract.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { RULES } from '../rules/index.ts';
import { PLAIN } from '../write/colours.ts';
import { toPretty } from '../write/pretty.ts';
import { readVersion } from './version.ts';

/** Diagnostics as the terminal shows them. `result` is missing when the configuration stopped everything else. */
export function toTerminalText(input: { root: string; diagnostics: Diagnostic[]; result?: LoadResult }): string {
  const { root, diagnostics, result } = input;
  const paths = result?.base.configuration.paths;
  return toPretty(
    diagnostics,
    {
      version: readVersion(),
      asOf: result?.base.asOf ?? '',
      checked: [...(result?.base.files.values() ?? [])]
        .filter(({ kind }) => kind !== 'other')
        .map(({ path: file, kind }) => ({ path: file, isSop: kind === 'sop' })),
      rules: new Map(RULES.map((rule) => [rule.meta.code, rule.meta])),
      getRuleUrl: (code) => {
        const file = `${paths?.guide ?? ''}/rules/${code}.md`;
        return result?.base.paths.has(file) ? file : undefined;
      },
      getText: (file) => readText(path.join(root, file)),
      disabled: result?.disabled ?? [],
    },
    { colours: picocolors.isColorSupported ? picocolors : PLAIN, width: process.stdout.columns },
  );
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
