import type { Source } from '../base/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { GaitFile } from '../model/document.ts';
import { hideSecrets } from '../model/secret.ts';
import { RULES } from '../rules/index.ts';
import type { WriteContext } from '../write/context.ts';
import { toGithub } from '../write/github.ts';
import { toGitlab } from '../write/gitlab.ts';
import { toJson } from '../write/json.ts';
import { toJunit } from '../write/junit.ts';
import { toPretty } from '../write/pretty.ts';
import { toSarif } from '../write/sarif.ts';
import { createColours } from './colours.ts';
import type { Io } from './io.ts';

/** Places that diagnostics can be written for. */
export const FORMATS = ['pretty', 'json', 'github', 'gitlab', 'sarif', 'junit'] as const;
/** See {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];

/** Writes diagnostics to stdout. */
export function writeDiagnostics(input: {
  io: Io;
  format: Format;
  diagnostics: Diagnostic[];
  context: WriteContext;
}): void {
  const { io, format, diagnostics, context } = input;
  const write: Record<Format, () => string> = {
    pretty: () => toPretty(diagnostics, context, { colours: createColours(io), width: io.stdout.columns }),
    json: () => toJson(diagnostics, context),
    github: () => toGithub(diagnostics, context),
    gitlab: () => toGitlab(diagnostics),
    sarif: () => toSarif(diagnostics, context),
    junit: () => toJunit(diagnostics, context),
  };
  io.stdout.write(write[format]());
}

/** What all rules say about themselves, by code. */
export function getRuleMetas(): WriteContext['rules'] {
  return new Map(RULES.map((rule) => [rule.meta.code, rule.meta]));
}

/** Texts of the files that diagnostics are about, read once and without their credentials, for code frames. What cannot be read has none. */
export async function readTexts(
  source: Source,
  diagnostics: Diagnostic[],
  files?: ReadonlyMap<string, Pick<GaitFile, 'secrets'>>,
): Promise<(file: string) => string | undefined> {
  const texts = new Map<string, string>();
  for (const file of new Set(diagnostics.map((one) => one.file))) {
    try {
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await source.read(file));
      texts.set(file, hideSecrets(text, files?.get(file)?.secrets));
    } catch {
      // No frame, then.
    }
  }
  return (file) => texts.get(file);
}
