import type { Context, Finding } from 'docusaurus-plugin-gait/automation';
import { isExcepted } from 'docusaurus-plugin-gait/automation';

/** The control that an exception may name. */
const SUBJECTS = ['aws-well-architected-security@2023-04-10#SEC01-BP06'];

/** Exit codes of cfn-lint are bits: 2 error, 4 warning, 8 information. 1 says that it could not do its work. */
const FAILED = 1;

/** A resource of CloudFormation, in YAML or JSON. */
const RESOURCE = /\bType["']?\s*:\s*["']?(?:AWS|Custom|Alexa)::/u;

/** What is used of an answer of cfn-lint. */
interface Match {
  Filename: string;
  Level: string;
  Message: string;
  Location: { Start: { LineNumber: number; ColumnNumber: number }; Path?: (string | number)[] | null };
  Rule: { Id: string };
}

/** What was found in the templates. */
export interface Scan {
  templates: string[];
  errors: Finding[];
  warnings: Finding[];
}

/**
 * Scans every template of the folder.
 * @throws Error when there is none: a scan of nothing proves nothing.
 */
export async function scan(context: Context): Promise<Scan> {
  const { tools, inputs, exceptions } = context;
  const templates = await listTemplates(context);
  const { exitCode, output } = await tools.run('cfn-lint', templates, inputs.rules);
  if (exitCode === FAILED) throw new Error(`Unexpected end of cfn-lint, expected findings: ${output.slice(0, 500)}`);
  const matches = (JSON.parse(output) as Match[]).filter(
    (match) => !isExcepted(exceptions, SUBJECTS, `${match.Filename}:${getResource(match)}`),
  );
  const getFindings = (level: string): Finding[] => {
    const findings = matches.filter(({ Level }) => Level === level).map(toFinding);
    return [...new Map(findings.map((finding) => [finding.id, finding])).values()];
  };
  return { templates, errors: getFindings('Error'), warnings: getFindings('Warning') };
}

async function listTemplates({ files, inputs }: Context): Promise<string[]> {
  const folder = inputs.folder ?? '.';
  const templates: string[] = [];
  for (const path of await files.list(folder)) {
    if (/\.(?:ya?ml|json|template)$/u.test(path) && RESOURCE.test(await files.read(path))) templates.push(path);
  }
  if (templates.length === 0)
    throw new Error(`Unexpected folder \`${folder}\`, expected a CloudFormation template in it`);
  return templates;
}

/** The logical id of what a finding is about: `Outputs`, `Parameters` … where it is no resource. */
function getResource({ Location }: Match): string {
  const [section = 'template', id] = Location.Path ?? [];
  return String(section === 'Resources' ? (id ?? section) : section);
}

function toFinding(match: Match): Finding {
  const { Filename: path, Message, Level, Rule, Location } = match;
  const { LineNumber: line, ColumnNumber: column } = Location.Start;
  const resource = `${path}:${getResource(match)}`;
  return {
    id: `${path}:${line}:${column}/${Rule.Id}`,
    resource,
    what: `${resource}, line ${line}: ${Message} (${Rule.Id})`,
    advice:
      Level === 'Error'
        ? `Correct the template; if it must be so, an exception whose scope names ${resource}`
        : 'Correct the template, or say in the ticket why not',
  };
}
