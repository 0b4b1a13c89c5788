import { toImported } from './catalogue.ts';
import { refuse, type DraftControl, type ImportOptions, type ImportResult, type Note } from './contract.ts';
import { asObject, asObjects, asText, get, isTooDeep, parseJson, type Loose } from './data.ts';
import { createParameters, getParameters, type Parameters } from './oscal-parameters.ts';
import { readOscalProfile, type Profile } from './oscal-profile.ts';
import { getVersionProblem } from './oscal-version.ts';

/** Where the format is described: the source, when neither the file nor the caller names one. */
const OSCAL_HOME = 'https://pages.nist.gov/OSCAL/';

/** A control with where it stands. */
interface Placed {
  id: string;
  parent?: string;
  path: string[];
  control: Loose;
}

/**
 * Reads an OSCAL catalogue (JSON, 1.0 or 1.1): groups become the path, nested controls (enhancements) controls of their own below
 * the title of the control that they enhance, parameters are inserted in prose. With a profile, only what the profile takes is kept,
 * with the parameters that it sets. Drafts of OSCAL are refused.
 */
export function readOscal(text: string, options: ImportOptions & { profile?: string }): ImportResult {
  const parsed = parseJson(text);
  if (parsed.problem) return refuse(parsed.problem.message, parsed.problem.hint);
  const catalog = asObject(get(asObject(parsed.data), 'catalog'));
  if (!catalog)
    return refuse('Unexpected content of the file, expected an OSCAL catalogue: an object with the key `catalog`');
  if (isTooDeep(catalog)) return refuse('Unexpected nesting deeper than that of any catalogue, expected less');
  const metadata = asObject(get(catalog, 'metadata'));
  const version = asText(get(metadata, 'oscal-version'));
  const problem = getVersionProblem(version, catalog);
  if (problem) return refuse(problem.message, problem.hint);

  const notes: Note[] = [];
  if (version !== undefined && !/^1\.[01](?:\.|$)/u.test(version)) {
    notes.push({
      kind: 'identity',
      at: 'catalog',
      message: `Unexpected OSCAL version \`${version}\`, expected 1.0 or 1.1`,
      resolution: 'Read as 1.1.',
    });
  }
  let profile: Profile | undefined;
  if (options.profile !== undefined) {
    const read = readOscalProfile(options.profile);
    if (read.problem) return refuse(read.problem.message, read.problem.hint);
    profile = read.profile;
  }
  const placed = listControls(catalog);
  const parameters = createParameters(listParameters(catalog, placed), profile?.settings ?? [], notes);
  const taken = profile?.select(placed, notes);
  const source = getSource(metadata);
  if (source === undefined && options.source === undefined) {
    notes.push({
      kind: 'identity',
      at: 'catalog',
      message: 'Unexpected file that does not say where it is published, expected an address',
      resolution: `\`${OSCAL_HOME}\` stands as the source. Name the right one with --source.`,
    });
  }
  return toImported(
    {
      title: profile?.title ?? asText(get(metadata, 'title')),
      version: profile?.version ?? asText(get(metadata, 'version')),
      source: source ?? OSCAL_HOME,
      controls: placed.filter(({ id }) => taken?.has(id) ?? true).map((one) => toDraft(one, parameters)),
      knowsChecks: false,
      notes,
    },
    options,
  );
}

/** Controls in the order of the catalogue, each before those that enhance it. */
function listControls(catalog: Loose): Placed[] {
  const found: Placed[] = [];
  const visitControl = (control: Loose, path: string[], parent?: string): void => {
    const id = asText(get(control, 'id')) ?? '';
    found.push({ id, parent, path, control });
    const below = [...path, asText(get(control, 'title')) ?? id];
    for (const child of asObjects(get(control, 'controls'))) visitControl(child, below, id);
  };
  const visitGroup = (group: Loose, path: string[]): void => {
    for (const control of asObjects(get(group, 'controls'))) visitControl(control, path);
    for (const child of asObjects(get(group, 'groups')))
      visitGroup(child, [...path, asText(get(child, 'title')) ?? asText(get(child, 'id')) ?? 'Group']);
  };
  visitGroup(catalog, []);
  return found;
}

function listParameters(catalog: Loose, placed: readonly Placed[]): Loose[] {
  const ofGroups: Loose[] = [];
  const visit = (group: Loose): void => {
    for (const parameter of getParameters(group)) ofGroups.push(parameter);
    for (const child of asObjects(get(group, 'groups'))) visit(child);
  };
  visit(catalog);
  return [...ofGroups, ...placed.flatMap(({ control }) => getParameters(control))];
}

function toDraft({ id, path, control }: Placed, parameters: Parameters): DraftControl {
  const isWithdrawn = asObjects(get(control, 'props')).some(
    (one) => get(one, 'name') === 'status' && /^withdrawn$/iu.test(asText(get(one, 'value')) ?? ''),
  );
  const statement = asObjects(get(control, 'parts'))
    .filter((part) => get(part, 'name') === 'statement')
    .map((part) => toStatement(part, parameters, id))
    .join('\n');
  const name = asText(get(control, 'title'));
  return {
    id,
    name: name === undefined ? undefined : parameters.insert(name, id),
    path: path.map((one) => parameters.insert(one, id)),
    statement: statement === '' ? undefined : statement,
    assessment: 'manual',
    status: isWithdrawn ? 'withdrawn' : 'active',
  };
}

/** A part and its items as lines: `a. Develop …`, items of items further in. */
function toStatement(part: Loose, parameters: Parameters, at: string): string {
  const lines: string[] = [];
  const visit = (one: Loose, indent: string): void => {
    const label = asObjects(get(one, 'props')).find((prop) => get(prop, 'name') === 'label');
    const prose = parameters.insert(asText(get(one, 'prose')) ?? '', at).trim();
    const line = [asText(get(label, 'value')) ?? '', prose].filter((text) => text !== '').join(' ');
    if (line !== '') lines.push(`${indent}${line.replaceAll('\n', `\n${indent}`)}`);
    const inner = line === '' ? indent : `${indent}  `;
    for (const child of asObjects(get(one, 'parts'))) visit(child, inner);
  };
  visit(part, '');
  return lines.join('\n');
}

/** The first address that the document gives for itself. What it refers to besides is published by others. */
function getSource(metadata: Loose | undefined): string | undefined {
  const links = asObjects(get(metadata, 'links')).map((link) => asText(get(link, 'href')) ?? '');
  return links.find((href) => /^https?:\/\/[^\s]+$/u.test(href));
}
