import { createHash } from 'node:crypto';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { OtherFile } from '../model/document.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { hideSecrets, type Secret } from '../model/secret.ts';
import { createLineIndex } from '../read/lines.ts';
import { findSecrets } from '../read/secrets.ts';
import { rule, type SecretOptions } from '../rules/secret.ts';
import { checkFile, getSetting } from './check.ts';
import type { Source } from './source.ts';

/** Files that hold no text. */
const BINARY = /\.(?:avif|gif|gz|ico|jpe?g|pdf|png|tgz|webp|woff2?|zip)$/iu;
/** Largest file beside the knowledge base's own that is looked at, in bytes. */
const MAX_BYTES = 1_000_000;

/** A file without its credentials, and what is known of the file as it is. */
export interface WithoutSecrets {
  bytes: Uint8Array;
  /** Given when something was found. */
  original?: { hash: string; secrets: Secret[] };
}

/** Whether a file beside the knowledge base is looked at: those of automations, those that are published. */
function isScanned(path: string): boolean {
  return !BINARY.test(path);
}

/**
 * Looks for credentials before anything else reads the file, and covers them: so no message, page or cache can hold one. Nothing
 * is looked for in a file for which the rule `secret` is off.
 */
export async function withoutSecrets(input: {
  path: string;
  bytes: Uint8Array;
  configuration: Configuration;
}): Promise<WithoutSecrets> {
  const { path, bytes, configuration } = input;
  const { severity, options } = getSetting(rule, configuration);
  const isDisabled = configuration.disable.some((one) => one.rule === rule.meta.code && one.file === path);
  if (severity === 'off' || isDisabled || bytes.length > MAX_BYTES) return { bytes };
  const { text, isExact } = decode(bytes);
  const { allow } = options as SecretOptions;
  const found = (await findSecrets(text, path)).filter(
    ({ start, end }) => !allow.some(({ value }) => value === text.slice(start, end)),
  );
  if (found.length === 0) return { bytes };
  const lines = createLineIndex(text, { line: 1, column: text.startsWith('\uFEFF') ? 0 : 1, offset: 0 });
  const secrets = found.map(({ rule: kind, message: title, start, end }): Secret => ({
    kind,
    title,
    place: lines.toPlace(start, end),
  }));
  return {
    bytes: isExact ? new TextEncoder().encode(hideSecrets(text, secrets)) : bytes,
    original: { hash: createHash('sha256').update(bytes).digest('hex'), secrets },
  };
}

/** Checks files that are not read otherwise: for credentials, and by the rules for files that lie there. */
export async function checkOthers(input: {
  source: Source;
  paths: readonly string[];
  configuration: Configuration;
}): Promise<{ file: OtherFile; diagnostics: Diagnostic[] }[]> {
  const { source, configuration } = input;
  return Promise.all(
    input.paths.filter(isScanned).map(async (path) => {
      const bytes = await source.read(path).catch(() => undefined);
      const secrets = bytes && (await withoutSecrets({ path, bytes, configuration })).original?.secrets;
      const hash = bytes === undefined ? '' : createHash('sha256').update(bytes).digest('hex');
      const file: OtherFile = { kind: 'other', path, hash, ...(secrets && { secrets }) };
      return { file, diagnostics: checkFile(file, configuration) };
    }),
  );
}

/** What is no UTF-8 is looked at all the same; it is refused later, and its bytes are left alone. */
function decode(bytes: Uint8Array): { text: string; isExact: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), isExact: true };
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), isExact: false };
  }
}
