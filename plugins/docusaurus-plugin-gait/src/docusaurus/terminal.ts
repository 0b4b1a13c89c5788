import { readFileSync } from 'node:fs';
import path from 'node:path';
import picocolors from 'picocolors';
import type { LoadResult } from '../base/contract.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { hideSecrets, type Secret } from '../model/secret.ts';
import { RULES } from '../rules/index.ts';
import { toBrief } from '../write/brief.ts';
import { PLAIN, type Colours } from '../write/colours.ts';
import { toSummary, type WriteContext } from '../write/context.ts';
import { toPretty } from '../write/pretty.ts';
import { readVersion } from './version.ts';

interface TerminalInput {
  root: string;
  diagnostics: Diagnostic[];
  /** Missing when the configuration stopped everything else. */
  result?: LoadResult;
  /** Credentials in the configuration that did. */
  secrets?: Secret[];
}

/** Diagnostics as the terminal shows them, each with its place in the file. */
export function toTerminalText({ root, diagnostics, result, secrets }: TerminalInput): string {
  return toPretty(diagnostics, createContext(root, result, secrets), {
    colours: getColours(),
    width: process.stdout.columns,
  });
}

/** Diagnostics one a line, the worst alone, and the summary: where they do not stop anything. */
export function toTerminalBrief({ root, diagnostics, result }: TerminalInput): string {
  return `${toBrief(diagnostics, getColours())}${toSummary(diagnostics, createContext(root, result))}\n`;
}

function getColours(): Colours {
  return picocolors.isColorSupported ? picocolors : PLAIN;
}

function createContext(root: string, result?: LoadResult, secrets?: Secret[]): WriteContext {
  const paths = result?.base.configuration.paths;
  return {
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
    getText: (file) => {
      const text = readText(path.join(root, file));
      return text === undefined
        ? undefined
        : hideSecrets(text, result ? result.base.files.get(file)?.secrets : secrets);
    },
    disabled: result?.disabled ?? [],
  };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
