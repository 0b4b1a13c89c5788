import type { Catalogue, Control } from '../../plugins/docusaurus-plugin-gait/src/model/schema/catalogue.ts';
import {
  readControls,
  type Format,
  type ImportOptions,
  type ImportResult,
  type Note,
} from '../../plugins/docusaurus-plugin-gait/src/read/controls/index.ts';

/** Reads a file under a fixed day; an object is written as JSON. */
export function importText(
  content: string | object,
  options: Partial<ImportOptions> & { format?: Format; profile?: string | object } = {},
): ImportResult {
  const toText = (one: string | object): string => (typeof one === 'string' ? one : JSON.stringify(one));
  const { profile, ...rest } = options;
  return readControls(toText(content), {
    readOn: '2026-11-22',
    ...rest,
    profile: profile === undefined ? undefined : toText(profile),
  });
}

/** The catalogue that must come out. */
export function importCatalogue(
  ...input: Parameters<typeof importText>
): Catalogue & { notes: Note[]; byId: Map<string, Control> } {
  const { catalogue, notes, problem } = importText(...input);
  if (!catalogue) throw new Error(problem?.message ?? 'nothing');
  return { ...catalogue, notes, byId: new Map(catalogue.controls.map((control) => [control.id, control])) };
}

/** Notes as lines: `kind at: message → resolution`. */
export function toLines(notes: readonly Note[]): string[] {
  return notes.map(({ kind, at, message, resolution }) => `${kind} ${at}: ${message} → ${resolution}`);
}
