import type { Catalogue, Control } from '../../model/schema/catalogue.ts';

/** What only the outside knows of a file that is imported; everything given here wins over what the file says. */
export interface ImportOptions {
  /** Key of the framework: `cis-aws`. */
  framework?: string;
  version?: string;
  title?: string;
  /** Licence of the standard's text; decides whether prose may be kept. */
  licence?: string;
  /** Address where the standard is published. */
  source?: string;
  /** Key of the area for controls that get none from `titles`. */
  area?: string;
  /** Day of the import, ISO civil date. */
  readOn: string;
  /** Name of the file, without folders: some publishers write the version nowhere else. */
  fileName?: string;
  /** Keeps the standard's own text, where its licence allows. */
  keepStatements?: boolean;
  /** Titles and areas of our own, by id. */
  titles?: ReadonlyMap<string, { title: string; area?: string }>;
}

/**
 * Something that was not as expected, with what was done about it and why. `kind` names the rule that decided:
 * the guide lists them (docs/guide/controls.md).
 */
export interface Note {
  kind:
    | 'identity' // framework, version or source had to be worked out
    | 'id' // an id that references cannot hold, or that was a number
    | 'duplicate' // the same control, check or parameter twice
    | 'unknown-id' // something that is named but exists nowhere
    | 'alias' // a check under its old name
    | 'empty-checks' // a control without a check in a format that lists checks
    | 'title' // a title that is not the file's own
    | 'statement' // prose that was not kept
    | 'text' // characters that were taken out
    | 'parameter' // a parameter that could not be inserted
    | 'left-out'; // part of the file that has no place in a catalogue
  /** Id of the control, or where in the file. */
  at: string;
  /** In the house's grammar: "Unexpected X, expected Y". */
  message: string;
  /** What was done: one sentence. */
  resolution: string;
}

/** Why a file could not be read at all. */
export interface ImportProblem {
  message: string;
  hint?: string;
}

/** A catalogue and what had to be decided on the way, or why there is none. */
export type ImportResult =
  | { catalogue: Catalogue; problem?: undefined; notes: Note[] }
  | { catalogue?: undefined; problem: ImportProblem; notes: Note[] };

/** A control as its file writes it: nothing checked, nothing cleaned. */
export interface DraftControl extends Partial<Pick<Control, 'assessment' | 'status' | 'decides'>> {
  /** Undefined when there is none; a number when JSON or YAML made it one. */
  id: unknown;
  /** Name of the control, where the format has one. */
  name?: string;
  /** Prose: the only text of formats that give no names. */
  statement?: string;
  path?: string[];
  levels?: string[];
  severity?: string;
  /** References such as `prowler:…`, as listed. */
  checks?: { id: string; verified: boolean }[];
  /** Whether the file has a place for checks here and leaves it empty. */
  listsNoCheck?: boolean;
}

/** What a reader takes from a file. */
export interface Draft {
  framework?: string;
  version?: string;
  title?: string;
  licence?: string;
  source?: string;
  controls: DraftControl[];
  /** Whether the checks are those of Prowler for AWS, which are known. */
  knowsChecks: boolean;
  notes: Note[];
}

/** A file that cannot be read, as a result. */
export function refuse(message: string, hint?: string, notes: Note[] = []): ImportResult {
  return { problem: { message, hint }, notes };
}
