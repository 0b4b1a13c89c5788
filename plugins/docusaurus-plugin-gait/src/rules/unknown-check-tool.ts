import { CATALOGUE, catalogueWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getSuggestion } from '../model/suggest.ts';
import { hintAt, quote } from './support/text.ts';
import { getValuePlace, getYaml } from './support/yaml.ts';

function catalogueWithCheck(check: string): Record<string, string> {
  return {
    [CATALOGUE]: catalogueWith(
      `  - id: '1.13'\n    title: Access keys are rotated within 90 days\n    assessment: automated\n    checks: [{id: '${check}', verified: false}]`,
    ),
  };
}

/** Reports checks of tools that the configuration does not have. */
export const rule = defineFileRule({
  meta: {
    code: 'unknown-check-tool',
    severity: 'error',
    summary: 'Every check is one of a tool that the configuration lists under `check_tools`.',
    why: 'Findings are matched with checks by tool and name. A tool that is spelled in two ways is two tools, and its findings reach no control.',
    ok: [{ name: 'a tool of the configuration', files: catalogueWithCheck('prowler:iam_rotate_access_key_90_days') }],
    notOk: [
      {
        name: 'a typing error',
        files: catalogueWithCheck('prowlr:iam_rotate_access_key_90_days'),
        expected: [
          'controls/cis-aws-5.0.0.yaml:11:19: Unexpected tool `prowlr` of the check `prowlr:iam_rotate_access_key_90_days`, expected one of the configuration',
        ],
      },
    ],
  },
  kinds: ['catalogue', 'exception'],
  check({ file, configuration: { check_tools: tools }, report }) {
    const yaml = getYaml(file);
    if (!yaml) return;
    const checks =
      file.kind === 'exception'
        ? [{ id: file.yaml.data.check, pointer: '/check' }]
        : (file.yaml.data.controls ?? []).flatMap((control, at) =>
            control.checks.map(({ id }, index) => ({ id, pointer: `/controls/${at}/checks/${index}/id` })),
          );
    for (const { id, pointer } of checks) {
      const tool = id?.slice(0, id.indexOf(':'));
      if (id === undefined || tool === undefined || tools.includes(tool)) continue;
      report({
        place: getValuePlace(yaml, pointer),
        message: `Unexpected tool ${quote(tool)} of the check ${quote(id)}, expected one of the configuration`,
        expected: tools,
        hint: hintAt(getSuggestion(tool, tools), 'Choose a tool, or add it to `check_tools` in the configuration.'),
        subject: id,
      });
    }
  },
});
