import { Catalogue, type Control } from '../../model/schema/catalogue.ts';
import { Key } from '../../model/schema/common.ts';
import { resolveChecks } from './checks.ts';
import { refuse, type Draft, type DraftControl, type ImportOptions, type ImportResult, type Note } from './contract.ts';
import { cleanIds, resolveDuplicates, sortByNumber, type WithId } from './ids.ts';
import { allowsText } from './licence.ts';
import { cutLine, hasUnseen, toLine, toProse, toTitle } from './text.ts';

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'informational'] as const;
/** Longest framework key. */
const MAX_KEY = 80;

/**
 * What a reader took from a file, as a catalogue: ids that references can hold and no two alike, checks by their present names, text
 * cleaned, and prose kept only where the licence and the caller say so. Never throws.
 */
export function toImported(draft: Draft, options: ImportOptions): ImportResult {
  const notes = [...draft.notes];
  const identity = getIdentity(draft, options, notes);
  if (identity.problem !== undefined) return refuse(identity.problem, identity.hint, notes);
  const controls = sortByNumber(resolveDuplicates(cleanIds(draft.controls, notes), notes));
  if (controls.length === 0) return refuse('Unexpected file without controls, expected some', undefined, notes);
  const mayKeep = allowsText(identity.licence);
  if (options.keepStatements && !mayKeep) {
    notes.push({
      kind: 'statement',
      at: identity.framework,
      message: `Unexpected wish to keep the text of a standard under \`${identity.licence}\`, expected a licence that allows it`,
      resolution: 'No statement is kept. Name the licence with --licence if it is another one.',
    });
  }
  const context = { draft, options, mayKeep, notes };
  const parsed = Catalogue.safeParse({
    schema: 1,
    framework: identity.framework,
    version: identity.version,
    title: identity.title,
    licence: identity.licence,
    sources: [{ url: identity.source, read_on: options.readOn }],
    controls: controls.map((control) => toControl(control, context)),
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(`Unexpected value at \`${issue?.path.join('.') ?? ''}\`: ${issue?.message ?? ''}`, undefined, notes);
  }
  noteTitles(controls, context);
  return { catalogue: parsed.data, notes };
}

interface Context {
  draft: Draft;
  options: ImportOptions;
  mayKeep: boolean;
  notes: Note[];
}

function toControl(control: WithId, { draft, options, mayKeep, notes }: Context): unknown {
  const { id } = control;
  const severity = SEVERITIES.find((one) => one === control.severity?.trim().toLowerCase());
  if (control.severity !== undefined && severity === undefined) {
    notes.push({
      kind: 'left-out',
      at: id,
      message: `Unexpected severity \`${toLine(control.severity)}\`, expected ${SEVERITIES.join(', ')}`,
      resolution: 'Left out.',
    });
  }
  const checks = resolveChecks({ control: id, checks: control.checks ?? [], knowsChecks: draft.knowsChecks, notes });
  if (control.listsNoCheck === true) {
    notes.push({
      kind: 'empty-checks',
      at: id,
      message: 'Unexpected empty list of checks, expected some',
      resolution: 'Kept: a catalogue lists every control.',
    });
  }
  if (hasUnseen(`${control.name ?? ''}${control.statement ?? ''}`)) {
    notes.push({
      kind: 'text',
      at: id,
      message: 'Unexpected characters that cannot be seen, expected text',
      resolution: 'Taken out.',
    });
  }
  const keepsStatement = options.keepStatements === true && mayKeep;
  const given = options.titles?.get(id);
  const statement = control.statement === undefined ? '' : toProse(control.statement);
  return {
    id,
    title: given?.title ?? getTitle(control, mayKeep),
    path: (control.path ?? []).map((one) => cutLine(toLine(one))).filter((one) => one !== ''),
    levels: [...new Set((control.levels ?? []).map(toLine).filter((one) => one !== ''))],
    severity,
    assessment: control.assessment ?? (checks.length > 0 ? 'automated' : 'manual'),
    area: given?.area ?? options.area,
    status: control.status ?? 'active',
    statement: keepsStatement && statement !== '' ? statement : undefined,
    checks,
    decides: control.decides ?? 'all',
  } satisfies Record<keyof Control, unknown>;
}

/** A name, else the first sentence where prose may be kept, else where the control stands. */
function getTitle(control: WithId, mayKeep: boolean): string {
  const name = toLine(control.name ?? '');
  const title = name === '' && mayKeep ? toTitle(control.statement ?? '') : cutLine(name);
  return title === ''
    ? [...(control.path ?? []).slice(-1), control.id]
        .map((one) => cutLine(toLine(one)))
        .join(' ')
        .trim()
    : title;
}

/** One note for all titles that are not the file's own. */
function noteTitles(controls: readonly WithId[], { options, mayKeep, notes }: Context): void {
  const own = controls.filter((control) => !options.titles?.has(control.id));
  const isNamed = (control: DraftControl): boolean => toLine(control.name ?? '') !== '';
  const unnamed = own.filter((one) => !isNamed(one) && (!mayKeep || toTitle(one.statement ?? '') === ''));
  const fromProse = own.filter((one) => !isNamed(one) && !unnamed.includes(one));
  if (unnamed.length > 0) {
    notes.push({
      kind: 'title',
      at: toCount(unnamed),
      message:
        'Unexpected absence of names, expected one for each control (the file has prose alone, and its licence does not allow to keep that)',
      resolution: 'Chapter and id stand as titles. Write titles of your own, or bring them with --titles.',
    });
  }
  if (fromProse.length > 0) {
    notes.push({
      kind: 'title',
      at: toCount(fromProse),
      message: 'Unexpected absence of names, expected one for each control',
      resolution: 'The first sentence of the text stands as the title, cut at a word where it is long.',
    });
  }
}

function toCount(controls: readonly WithId[]): string {
  const [first] = controls;
  return controls.length === 1 ? (first?.id ?? '') : `${first?.id ?? ''} and ${controls.length - 1} more`;
}

type Identity =
  | { framework: string; version: string; title: string; licence: string; source: string; problem?: undefined }
  | { problem: string; hint?: string };

function getIdentity(draft: Draft, options: ImportOptions, notes: Note[]): Identity {
  const title = cutLine(toLine(options.title ?? draft.title ?? options.framework ?? ''));
  const framework = options.framework ?? draft.framework ?? toKey(title);
  const source = options.source ?? draft.source ?? '';
  const missing = [
    framework === '' ? '--framework' : '',
    title === '' ? '--title' : '',
    source === '' ? '--source' : '',
  ].filter((one) => one !== '');
  if (missing.length > 0) {
    return {
      problem: `Unexpected file that does not say what standard it is, expected ${missing.join(', ')} on the command line`,
      hint: "Add for example: --framework cis-aws --version '5.0.0' --title 'CIS AWS Foundations Benchmark' --source https://www.cisecurity.org/",
    };
  }
  if (!Key.safeParse(framework).success)
    return {
      problem: `Unexpected framework \`${framework}\`, expected lower-case words joined by hyphens, such as \`cis-aws\``,
    };
  const written = toLine(options.version ?? draft.version ?? '') || getMonth(framework, options.readOn, notes);
  const version = written.replace(/[^0-9A-Za-z.-]+/gu, '-').replace(/^[^0-9A-Za-z]+|-+$/gu, '');
  if (version === '')
    return { problem: `Unexpected version \`${written}\`, expected letters and digits, such as \`5.0.0\`` };
  if (version !== written) {
    notes.push({
      kind: 'identity',
      at: framework,
      message: `Unexpected version \`${written}\`, expected letters, digits, points and hyphens`,
      resolution: `Written as \`${version}\`, so that references can hold it.`,
    });
  }
  if (!/^https?:\/\/[^\s]+$/u.test(source))
    return { problem: `Unexpected source \`${source}\`, expected an address that starts with https://` };
  return { framework, version, title, licence: toLine(options.licence ?? draft.licence ?? '') || 'Not stated', source };
}

/** A standard without a version changes all the time: the month in which it was read tells its states apart. */
function getMonth(framework: string, readOn: string, notes: Note[]): string {
  const month = readOn.slice(0, 7);
  notes.push({
    kind: 'identity',
    at: framework,
    message: 'Unexpected file without a version, expected one',
    resolution: `The month in which it was read stands as the version: \`${month}\`. Name another with --version.`,
  });
  return month;
}

/** A key from a title: `CIS AWS Foundations` is `cis-aws-foundations`. */
function toKey(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-');
  return words.slice(0, MAX_KEY).replace(/^-+|-+$/gu, '');
}
