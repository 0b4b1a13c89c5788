import { readAsvs } from './asvs.ts';
import { refuse, type ImportOptions, type ImportResult } from './contract.ts';
import { readCsv } from './csv.ts';
import { asObject, asObjects, get, parseJson, withoutMark } from './data.ts';
import { readMasvs } from './masvs.ts';
import { readOscal } from './oscal.ts';
import { readProwler } from './prowler.ts';

export type { ImportOptions, ImportResult, Note } from './contract.ts';

/** Formats in which publishers ship their controls. */
export const FORMATS = ['oscal', 'asvs', 'masvs', 'prowler', 'csv'] as const;
/** See {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];

const READERS: Readonly<Record<Format, (text: string, options: ImportOptions & { profile?: string }) => ImportResult>> =
  {
    oscal: readOscal,
    asvs: readAsvs,
    masvs: readMasvs,
    prowler: readProwler,
    csv: readCsv,
  };

/** Kinds of OSCAL documents that hold no controls of their own. */
const OTHER_OSCAL = [
  'component-definition',
  'system-security-plan',
  'assessment-plan',
  'assessment-results',
  'plan-of-action-and-milestones',
  'mapping-collection',
] as const;

/** Reads a publisher's file in the format that is named, else in the one that it shows. Never throws. */
export function readControls(
  text: string,
  options: ImportOptions & { format?: Format; profile?: string },
): ImportResult {
  const format = options.format ?? detectFormat(text, options.fileName ?? '');
  if (typeof format !== 'string') return format;
  if (options.profile !== undefined && format !== 'oscal')
    return refuse(
      `Unexpected profile for a file of the format \`${format}\`, expected an OSCAL catalogue`,
      'Leave --profile away.',
    );
  return READERS[format](text, options);
}

/** The format of a file by what it holds; its name decides only between CSV and YAML. */
function detectFormat(text: string, fileName: string): Format | ImportResult {
  const start = withoutMark(text).trimStart().slice(0, 1);
  if (start === '<') {
    return refuse(
      'Unexpected XML, expected JSON, YAML or CSV',
      "Take the publisher's JSON edition, or convert the file (an OSCAL catalogue with NIST's oscal-cli).",
    );
  }
  if (start !== '{' && start !== '[')
    return /\.(?:csv|tsv|txt)$/iu.test(fileName) || !/^(?:metadata|groups):/mu.test(text) ? 'csv' : 'masvs';
  const parsed = parseJson(text);
  if (parsed.problem) return refuse(parsed.problem.message, parsed.problem.hint);
  const root = asObject(parsed.data);
  if (get(root, 'catalog') !== undefined) return 'oscal';
  if (get(root, 'profile') !== undefined)
    return refuse(
      'Unexpected OSCAL profile, expected the catalogue that it takes its controls from',
      'Import the catalogue, and name the profile with --profile.',
    );
  const other = OTHER_OSCAL.find((key) => get(root, key) !== undefined);
  if (other !== undefined)
    return refuse(`Unexpected OSCAL ${other}, expected an OSCAL catalogue`, 'Import the catalogue that it refers to.');
  if (get(root, 'Framework') !== undefined || get(root, 'framework') !== undefined) return 'prowler';
  if (
    get(root, 'ShortName') === 'ASVS' ||
    asObjects(get(root, 'requirements')).some((one) => get(one, 'req_id') !== undefined)
  )
    return 'asvs';
  if (asObjects(get(root, 'Requirements')).some((one) => get(one, 'Shortcode') !== undefined)) return 'asvs';
  if (asObjects(get(root, 'groups')).length > 0) return 'masvs';
  return refuse(
    'Unexpected content of the file, expected an OSCAL catalogue, the ASVS or MASVS, a compliance file of Prowler, or CSV',
    `Name the format with --format (${FORMATS.join(', ')}).`,
  );
}
