import { toImported } from './catalogue.ts';
import { refuse, type DraftControl, type ImportOptions, type ImportResult } from './contract.ts';
import { asObject, asObjects, asText, asTexts, get, parseJson, type Loose } from './data.ts';

/** Frameworks of Prowler that have a key of their own here; the others get one from their name. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['AWS-Foundational-Security-Best-Practices', 'aws-fsbp'],
  ['AWS-Well-Architected-Framework-Security-Pillar', 'aws-well-architected-security'],
]);
/** Frameworks whose controls are themselves checks of another tool, by the same id. */
const CHECKS_OF: ReadonlyMap<string, string> = new Map([['AWS-Foundational-Security-Best-Practices', 'securityhub']]);

const HOME = 'https://github.com/prowler-cloud/prowler/tree/master/prowler/compliance';

/**
 * Reads a compliance file of Prowler (JSON), in the form with attributes for each framework or in the universal one. Sections become
 * the path, profiles the levels; the checks that Prowler lists count as verified. The file does not say under which licence the
 * standard's text stands, so none is kept unless the caller names one that allows it.
 */
export function readProwler(text: string, options: ImportOptions): ImportResult {
  const parsed = parseJson(text);
  if (parsed.problem) return refuse(parsed.problem.message, parsed.problem.hint);
  const root = asObject(parsed.data);
  const framework = getAny(root, 'framework');
  const requirements = asObjects(get(root, 'Requirements') ?? get(root, 'requirements'));
  if (framework === undefined || requirements.length === 0)
    return refuse(
      'Unexpected content of the file, expected a compliance file of Prowler: `Framework` and `Requirements`',
    );
  const provider = getAny(root, 'provider')?.toLowerCase();
  const name = getAny(root, 'name');
  return toImported(
    {
      framework:
        KEYS.get(framework) ??
        (framework === 'CIS' && provider !== undefined ? `cis-${toWords(provider)}` : toWords(framework)),
      version: getVersion(getAny(root, 'version'), name),
      // The version has a place of its own.
      title: name?.replace(/\s+v?\d+(?:\.\d+)+$/u, '') ?? framework,
      licence: "Not stated in the file: the standard's own terms",
      source: HOME,
      controls: requirements.map((one) => toControl(one, CHECKS_OF.get(framework))),
      knowsChecks: provider === 'aws',
      notes: [],
    },
    options,
  );
}

function toControl(requirement: Loose, ownTool: string | undefined): DraftControl {
  const listed = asObjects(get(requirement, 'Attributes') ?? get(requirement, 'attributes'));
  const [attributes] = listed;
  const id = get(requirement, 'Id') ?? get(requirement, 'id');
  const own = ownTool === undefined ? [] : [{ id: `${ownTool}:${String(id)}`, verified: true }];
  const checks = getChecks(get(requirement, 'Checks') ?? get(requirement, 'checks'));
  const profiles = listed.flatMap((one) => getAny(one, 'profile') ?? []);
  return {
    id,
    name: withoutId(getAny(requirement, 'name') ?? getAny(attributes, 'name'), id),
    statement: getAny(requirement, 'description'),
    path: ['section', 'subSection'].flatMap(
      (key) => getAny(attributes, key)?.replace(/^\d+(?:\.\d+)*\.?\s+/u, '') ?? [],
    ),
    levels: profiles.map((profile) => profile.replace(/^Level (?=\d)/iu, '')),
    severity: getAny(attributes, 'severity') ?? getAny(attributes, 'levelOfRisk'),
    assessment: getAssessment(getAny(attributes, 'assessmentStatus')),
    listsNoCheck: checks.length === 0,
    checks: [...own, ...checks.map((check) => ({ id: `prowler:${check}`, verified: true }))],
  };
}

/** Check names: a list, or in the universal form a list for each provider. */
function getChecks(value: unknown): string[] {
  const byProvider = asObject(value);
  if (!byProvider) return asTexts(value);
  return Object.keys(byProvider)
    .sort()
    .flatMap((provider) => asTexts(byProvider[provider]));
}

function getAssessment(status: string | undefined): 'automated' | 'manual' | undefined {
  return status === undefined ? undefined : /^auto/iu.test(status) ? 'automated' : 'manual';
}

/** `5.0` of the benchmark `… v5.0.0` is `5.0.0`: the name has the whole version. */
function getVersion(version: string | undefined, name: string | undefined): string | undefined {
  const whole = /\bv?(\d+(?:\.\d+)+)/u.exec(name ?? '')?.[1];
  return whole !== undefined && (version === undefined || whole.startsWith(version)) ? whole : version;
}

/** A name without the id in front: `SEC01-BP01 Separate workloads` says its id twice. */
function withoutId(name: string | undefined, id: unknown): string | undefined {
  const prefix = `${String(id)} `;
  return name?.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** A text by its key, which starts with a capital in the older form. */
function getAny(object: Loose | undefined, key: string): string | undefined {
  return asText(get(object, `${key.charAt(0).toUpperCase()}${key.slice(1)}`)) ?? asText(get(object, key));
}

function toWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 80)
    .replace(/-+$/u, '');
}
