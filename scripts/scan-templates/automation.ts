import { defineAutomation, getNewFindings, readsOnly } from 'docusaurus-plugin-gait/automation';
import { scan } from './scan.ts';

/** Only looks; the scanner is cfn-lint. A template is corrected by its owner: an error stops, so that nothing is deployed. */
export const { plan, apply, verify } = defineAutomation({
  async plan(context) {
    const { templates, errors, warnings } = await scan(context);
    const findings = [...errors, ...warnings];
    const { account, now, inputs } = context;
    const result = { account, scanned_at: now.toISOString(), rules: inputs.rules, templates, findings };
    return {
      examined: templates.length,
      actions: [],
      findings,
      stop:
        errors.length === 0
          ? undefined
          : {
              step: 'judge-findings',
              reason: `${errors.length} errors in ${templates.length} templates, the first in ${errors[0]?.what ?? ''}`,
              hint: 'Do not deploy. Correct the templates and run again.',
            },
      notes: {
        'confirm-account': `Account ${account}.`,
        'find-templates': `${templates.length} templates.`,
        'lint-templates': `${errors.length} errors, ${warnings.length} warnings.`,
        'judge-findings': `${findings.length} to decide on.`,
        'write-result': "templates.json; the deployment's ticket is left to a person.",
      },
      evidence: [{ name: 'templates.json', text: `${JSON.stringify(result, null, 2)}\n` }],
    };
  },

  apply: readsOnly,

  /** What changed while the result was written is not in it. */
  async verify(context, plan) {
    const { errors, warnings } = await scan(context);
    return getNewFindings(plan, [...errors, ...warnings]);
  },
});
