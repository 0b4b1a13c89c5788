import { toImported } from './catalogue.ts';
import { refuse, type ImportOptions, type ImportResult } from './contract.ts';
import { asObject, asObjects, asText, get, parseYaml } from './data.ts';

/**
 * Reads the OWASP MASVS as YAML: groups become the path; what a control states becomes its title, and with its description its
 * statement. The file of the main branch has no version of its own (`vx.x.x`): the month in which it is read stands for it.
 */
export function readMasvs(text: string, options: ImportOptions): ImportResult {
  const parsed = parseYaml(text);
  if (parsed.problem) return refuse(parsed.problem.message, parsed.problem.hint);
  const root = asObject(parsed.data);
  const groups = asObjects(get(root, 'groups'));
  if (groups.length === 0)
    return refuse('Unexpected content of the file, expected the MASVS as YAML: `groups` with `controls`');
  const version = asText(get(asObject(get(root, 'metadata')), 'version'));
  return toImported(
    {
      framework: 'owasp-masvs',
      version: version !== undefined && /\d/u.test(version) ? version.replace(/^v/u, '') : undefined,
      title: 'OWASP Mobile Application Security Verification Standard',
      licence: 'CC-BY-SA-4.0',
      source: 'https://mas.owasp.org/MASVS/',
      controls: groups.flatMap((group) =>
        asObjects(get(group, 'controls')).map((control) => {
          const title = asText(get(group, 'title')) ?? asText(get(group, 'id'));
          const texts = [asText(get(control, 'statement')), asText(get(control, 'description'))];
          return {
            id: get(control, 'id'),
            path: title === undefined ? [] : [title],
            statement: texts.filter((one) => one !== undefined).join('\n\n') || undefined,
            assessment: 'manual',
          };
        }),
      ),
      knowsChecks: false,
      notes: [],
    },
    options,
  );
}
