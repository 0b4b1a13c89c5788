import { createHash } from 'node:crypto';
import { getAllowedSecrets, isAllowedSecret } from '../model/allowed-secrets.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { OtherFile } from '../model/document.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { hideSecrets, type Secret } from '../model/secret.ts';
import { createLineIndex } from '../read/lines.ts';
import { findSecrets } from '../read/secrets.ts';
import { rule } from '../rules/secret.ts';
import { checkFile, getSetting } from './check.ts';
import type { Source } from './source.ts';

/** Files that hold no text. */
const BINARY = /\.(?:avif|gif|gz|ico|jpe?g|pdf|png|tgz|webp|woff2?|zip)$/iu;
/** Largest file that is looked at, in bytes, and largest file of findings, which are exports of other tools. */
const MAX_BYTES = 1_000_000;
const MAX_FINDINGS_BYTES = 100_000_000;

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

/** What is looked at; without a configuration, as the rule's defaults say. */
interface ScanInput {
  path: string;
  bytes: Uint8Array;
  configuration?: Configuration;
}

/**
 * Looks for credentials before anything else reads the file, and covers them: so no message, page or cache can hold one. Nothing
 * is looked for in a file for which the rule `secret` is off.
 */
export async function withoutSecrets(input: ScanInput): Promise<WithoutSecrets> {
  const { bytes } = input;
  const { text, isExact, secrets } = await scan(input);
  if (secrets.length === 0) return { bytes };
  return {
    bytes: isExact ? new TextEncoder().encode(hideSecrets(text, secrets)) : bytes,
    original: { hash: createHash('sha256').update(bytes).digest('hex'), secrets },
  };
}

async function scan({ path, bytes, configuration }: ScanInput): Promise<{
  text: string;
  isExact: boolean;
  secrets: Secret[];
}> {
  const nothing = { text: '', isExact: false, secrets: [] };
  const setting = configuration && getSetting(rule, configuration);
  const isDisabled = configuration?.disable.some((one) => one.rule === rule.meta.code && one.file === path);
  const isOfFindings = configuration && path.startsWith(`${configuration.paths.findings}/`);
  const isLarge = bytes.length > (isOfFindings ? MAX_FINDINGS_BYTES : MAX_BYTES);
  if (setting?.severity === 'off' || isDisabled || isLarge) return nothing;
  const { text, isExact } = decode(bytes);
  const all = await findSecrets(text, path);
  // Nearly every file ends here, so what is allowed is not asked for.
  if (all.length === 0) return nothing;
  const allowed = configuration ? getAllowedSecrets(configuration) : [];
  const found = all.filter(({ start, end }) => !isAllowedSecret(allowed, text.slice(start, end)));
  if (found.length === 0) return nothing;
  const lines = createLineIndex(text, { line: 1, column: text.startsWith('\uFEFF') ? 0 : 1, offset: 0 });
  const secrets = found.map(({ rule: kind, message: title, start, end }): Secret => ({
    kind,
    title,
    place: lines.toPlace(start, end),
  }));
  return { text, isExact, secrets };
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
      const secrets = bytes && (await scan({ path, bytes, configuration })).secrets;
      const hash = bytes === undefined ? '' : createHash('sha256').update(bytes).digest('hex');
      const file = { ...toOtherFile(path, secrets), hash };
      return { file, diagnostics: checkFile(file, configuration) };
    }),
  );
}

/** A file of which nothing but its credentials is known. */
export function toOtherFile(path: string, secrets: Secret[] = []): OtherFile {
  return { kind: 'other', path, hash: '', ...(secrets.length > 0 && { secrets }) };
}

/** What is no UTF-8 is looked at all the same; it is refused later, and its bytes are left alone. */
function decode(bytes: Uint8Array): { text: string; isExact: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), isExact: true };
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), isExact: false };
  }
}
