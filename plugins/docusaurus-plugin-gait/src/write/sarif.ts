import type { Log, Location, ReportingDescriptor, Result } from 'sarif';
import type { Diagnostic, Place, Severity } from '../model/diagnostic.ts';
import type { WriteContext } from './context.ts';
import { getIdentities } from './identity.ts';
import { toVisible } from './visible.ts';

const LEVELS: Record<Severity, Result.level> = { error: 'error', warning: 'warning', info: 'note' };

/** Name of the root in addresses; whoever reads the file says where it lies. */
const ROOT = '%SRCROOT%';

/** Where the standard's schema lies, as GitHub's documentation names it. */
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** SARIF 2.1.0, as code scanning of GitHub and others reads it. */
export function toSarif(diagnostics: Diagnostic[], context: WriteContext): string {
  const identities = getIdentities(diagnostics);
  const codes = [...new Set(diagnostics.map((one) => one.rule))].sort();
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Gait',
            semanticVersion: context.version,
            rules: codes.map((code) => toDescriptor(code, context)),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'Root of the knowledge base.' } } },
        results: diagnostics.map((one, index) =>
          toResult({ diagnostic: one, codes, identity: identities[index] ?? '' }),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toDescriptor(code: string, context: WriteContext): ReportingDescriptor {
  const meta = context.rules.get(code);
  const helpUri = context.getRuleUrl(code);
  const summary = meta?.summary ?? 'The configuration can be used.';
  return {
    id: code,
    name: code.replace(/(?:^|-)([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: summary },
    fullDescription: { text: meta ? `${summary} ${toPlain(meta.why)}` : summary },
    help: { text: meta ? toPlain(meta.why) : summary, markdown: meta?.why ?? summary },
    ...(helpUri && /^https?:/u.test(helpUri) && { helpUri }),
    defaultConfiguration: { level: LEVELS[meta?.severity ?? 'error'] },
  };
}

function toResult(input: { diagnostic: Diagnostic; codes: string[]; identity: string }): Result {
  const { diagnostic, codes, identity } = input;
  const { rule, severity, file, place, message, expected, hint, related } = diagnostic;
  const text = [message, ...(expected?.length ? [`Expected: ${expected.join(', ')}`] : []), ...(hint ? [hint] : [])];
  return {
    ruleId: rule,
    ruleIndex: codes.indexOf(rule),
    level: LEVELS[severity],
    message: { text: toMessage(text.join('\n')) },
    locations: [toLocation(file, place)],
    ...(related?.length && {
      relatedLocations: related.map((one, index) => ({
        id: index,
        ...toLocation(one.file, one.place),
        message: { text: toMessage(one.message) },
      })),
    }),
    // GitHub reads this one name; the value is ours, since a hash of the line would change when the line is mended.
    partialFingerprints: { primaryLocationLineHash: `${identity.slice(0, 16)}:1`, 'gait/v1': identity },
  };
}

function toLocation(file: string, place: Place | undefined): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: toRelativeUri(file), uriBaseId: ROOT },
      ...(place && {
        region: {
          startLine: place.start.line,
          startColumn: place.start.column,
          endLine: place.end.line,
          endColumn: place.end.column,
        },
      }),
    },
  };
}

/** A path as a relative address: each part percent-encoded, never taken for one with a scheme. */
export function toRelativeUri(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\uFFFD')).replace(/[!'()*]/gu, toPercent))
    .join('/');
}

function toPercent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** In a SARIF message `[x](1)` is a link; backslashes keep it text. They are left out where nothing looks like a link. */
function toMessage(text: string): string {
  const visible = toVisible(text);
  return visible.includes('](') ? visible.replace(/[\\[\]]/gu, '\\$&') : visible;
}

/** Markdown of a rule's text without its marks. */
function toPlain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/[`*]/gu, '')
    .trim();
}
