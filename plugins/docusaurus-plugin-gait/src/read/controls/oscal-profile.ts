import type { ImportProblem, Note } from './contract.ts';
import { asObject, asObjects, asText, asTexts, get, isTooDeep, parseJson, type Loose } from './data.ts';
import { matchesGlob } from './glob.ts';
import { getVersionProblem } from './oscal-version.ts';

/** A control of the catalogue as a profile sees it. */
interface Selectable {
  id: string;
  /** Id of the control that it enhances. */
  parent?: string;
}

/** A baseline: which controls of a catalogue it takes, and which parameters it sets. */
export interface Profile {
  title?: string;
  version?: string;
  /** `set-parameters`, as written. */
  settings: Loose[];
  /** Ids of the controls that it takes; ids that the catalogue does not have are noted. */
  select(controls: readonly Selectable[], notes: Note[]): Set<string>;
}

/** Reads an OSCAL profile (JSON). Its imports are taken to mean the one catalogue that is imported with it. */
export function readOscalProfile(
  text: string,
): { profile: Profile; problem?: undefined } | { profile?: undefined; problem: ImportProblem } {
  const parsed = parseJson(text);
  if (parsed.problem) return { problem: parsed.problem };
  const profile = asObject(get(asObject(parsed.data), 'profile'));
  if (!profile || isTooDeep(profile))
    return {
      problem: {
        message: 'Unexpected content of the profile, expected an OSCAL profile: an object with the key `profile`',
      },
    };
  const metadata = asObject(get(profile, 'metadata'));
  const problem = getVersionProblem(asText(get(metadata, 'oscal-version')), profile);
  if (problem) return { problem };
  const imports = asObjects(get(profile, 'imports'));
  if (imports.length === 0)
    return { problem: { message: 'Unexpected profile without `imports`, expected one that takes controls' } };
  const modify = asObject(get(profile, 'modify'));
  return {
    profile: {
      title: asText(get(metadata, 'title')),
      version: asText(get(metadata, 'version')),
      settings: asObjects(get(modify, 'set-parameters')),
      select(controls, notes) {
        noteAlterations(asObjects(get(modify, 'alters')), notes);
        const taken = new Set<string>();
        for (const one of imports) for (const id of selectByImport(one, controls, notes)) taken.add(id);
        return taken;
      },
    },
  };
}

function selectByImport(one: Loose, controls: readonly Selectable[], notes: Note[]): Set<string> {
  const included = asObjects(get(one, 'include-controls'));
  const takesAll = asObject(get(one, 'include-all')) !== undefined || included.length === 0;
  const taken = takesAll ? new Set(controls.map(({ id }) => id)) : matchControls(included, controls, notes);
  for (const id of matchControls(asObjects(get(one, 'exclude-controls')), controls, notes)) taken.delete(id);
  return taken;
}

function matchControls(selections: readonly Loose[], controls: readonly Selectable[], notes: Note[]): Set<string> {
  const known = new Set(controls.map(({ id }) => id));
  const taken = new Set<string>();
  for (const selection of selections) {
    const named = new Set<string>();
    for (const id of asTexts(get(selection, 'with-ids'))) {
      if (known.has(id)) named.add(id);
      else {
        notes.push({
          kind: 'unknown-id',
          at: id,
          message: `Unexpected control \`${id}\` in the profile, expected one of the catalogue`,
          resolution: 'Left out: the catalogue that was given does not have it.',
        });
      }
    }
    for (const matching of asObjects(get(selection, 'matching'))) {
      const pattern = asText(get(matching, 'pattern'));
      if (pattern !== undefined) for (const { id } of controls) if (matchesGlob(id, pattern)) named.add(id);
    }
    const takesChildren = ['yes', true].includes(get(selection, 'with-child-controls') as string | boolean);
    // The catalogue lists a control before those that enhance it, so one pass reaches every depth.
    if (takesChildren)
      for (const { id, parent } of controls) if (parent !== undefined && named.has(parent)) named.add(id);
    for (const id of named) taken.add(id);
  }
  return taken;
}

function noteAlterations(alters: readonly Loose[], notes: Note[]): void {
  const [first] = alters;
  if (!first) return;
  notes.push({
    kind: 'left-out',
    at: asText(get(first, 'control-id')) ?? 'profile',
    message: `Unexpected changes to the text of ${alters.length} control${alters.length === 1 ? '' : 's'} in the profile, expected choice of controls and parameters`,
    resolution: 'Left out: controls keep the text of the catalogue.',
  });
}
