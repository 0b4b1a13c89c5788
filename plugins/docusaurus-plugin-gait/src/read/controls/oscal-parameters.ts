import type { Note } from './contract.ts';
import { asObject, asObjects, asText, asTexts, get, type Loose } from './data.ts';

/** Longest text that a parameter may grow to, with all that it holds. */
const MAX_LENGTH = 5000;
/** Most parameters within each other. */
const MAX_NESTING = 20;

/** `{{ insert: param, ac-1_prm_1 }}`: the only thing that OSCAL inserts into prose. */
const INSERT = /\{\{\s*insert:\s*([a-z]+)\s*,\s*([^\s{}]+)\s*\}\}/gu;

/** Parameters of a catalogue by id, with what a profile sets. */
export interface Parameters {
  /**
   * Prose with each parameter inserted: its value where a profile sets one; else, as NIST prints it, `[Assignment: label]` or
   * `[Selection: one; other]`; else its id in brackets. What cannot be inserted is noted once.
   */
  insert(prose: string, at: string): string;
}

/**
 * @param listed every parameter of the catalogue, outermost first
 * @param set parameters that a profile sets: what they say wins over what the catalogue says
 */
export function createParameters(listed: readonly Loose[], set: readonly Loose[], notes: Note[]): Parameters {
  const byId = new Map<string, Loose>();
  for (const parameter of listed) {
    const id = asText(get(parameter, 'id'));
    if (id === undefined) continue;
    if (byId.has(id))
      note(
        'duplicate',
        id,
        `Unexpected second parameter \`${id}\`, expected each id once`,
        'The first one is inserted.',
      );
    else byId.set(id, parameter);
  }
  for (const setting of set) {
    const id = asText(get(setting, 'param-id'));
    if (id === undefined) continue;
    if (byId.has(id)) byId.set(id, { ...byId.get(id), ...setting });
    else
      note(
        'unknown-id',
        id,
        `Unexpected parameter \`${id}\` in the profile, expected one of the catalogue`,
        'Not set.',
      );
  }
  const texts = new Map<string, string>();
  const open = new Set<string>();
  const noted = new Set<string>();
  return { insert };

  function insert(prose: string, at: string): string {
    return prose.replace(INSERT, (_, kind: string, id: string) => {
      if (kind === 'param' && byId.has(id)) return toText(id, at);
      noteOnce(id, at, `Unexpected ${kind} \`${id}\` in the text, expected a parameter of the catalogue`);
      return `[${id}]`;
    });
  }

  function toText(id: string, at: string): string {
    const known = texts.get(id);
    if (known !== undefined) return known;
    if (open.has(id) || open.size >= MAX_NESTING) {
      const where = open.has(id) ? 'within itself' : `within ${MAX_NESTING} others`;
      noteOnce(id, at, `Unexpected parameter \`${id}\` ${where}, expected an end`);
      return `[${id}]`;
    }
    open.add(id);
    let text = describe(byId.get(id), (prose) => insert(prose, at)) ?? `[${id}]`;
    open.delete(id);
    if (text.length > MAX_LENGTH) {
      noteOnce(id, at, `Unexpected parameter \`${id}\` of ${text.length} characters, expected at most ${MAX_LENGTH}`);
      text = `[${id}]`;
    }
    texts.set(id, text);
    return text;
  }

  function noteOnce(id: string, at: string, message: string): void {
    if (noted.has(id)) return;
    noted.add(id);
    note('parameter', at, message, `Written as \`[${id}]\`.`);
  }

  function note(kind: Note['kind'], at: string, message: string, resolution: string): void {
    notes.push({ kind, at, message, resolution });
  }
}

function describe(parameter: Loose | undefined, insert: (prose: string) => string): string | undefined {
  const values = asTexts(get(parameter, 'values'));
  if (values.length > 0) return values.map(insert).join(', ');
  const select = asObject(get(parameter, 'select'));
  const choices = asTexts(get(select, 'choice'));
  if (choices.length > 0) {
    const many = get(select, 'how-many') === 'one-or-more' ? ' (one or more)' : '';
    return `[Selection${many}: ${choices.map(insert).join('; ')}]`;
  }
  const label = asText(get(parameter, 'label'));
  return label === undefined ? undefined : `[Assignment: ${insert(label)}]`;
}

/** Parameters of an object that may have some. */
export function getParameters(holder: Loose): Loose[] {
  return asObjects(get(holder, 'params'));
}
