import type { Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, getNewFindings, readsOnly } from 'docusaurus-plugin-gait/automation';
import { readConfiguration } from './configuration.ts';
import { scan } from './scan.ts';

/** Only looks; the scanner is secretlint. A secret is not cleaned away by a machine: it stops, so that nothing is deployed. */
export const { plan, apply, verify } = defineAutomation({
  async plan(context) {
    const { history, artefact, revision, texts, files } = await scan(context);
    const configuration = await readConfiguration(context);
    const secrets = [...history, ...artefact];
    const findings = [...secrets, ...(configuration?.findings ?? [])];
    const { account, now, inputs } = context;
    const result = { account, scanned_at: now.toISOString(), revision, artefact: inputs.artefact, findings };
    return {
      examined: texts + files,
      actions: [],
      findings,
      stop:
        secrets.length === 0
          ? undefined
          : {
              step: 'judge-findings',
              reason: `${history.length} texts of the history and ${artefact.length} files of the artefact hold what looks like a secret`,
              hint: 'Do not deploy. Revoke what is real; an exception names the file of a test value.',
            },
      notes: {
        'get-source': `Full history of ${revision}.`,
        'scan-history': `${texts} texts, ${history.length} findings.`,
        'scan-artefact': `${files} files, ${artefact.length} findings.`,
        ...(configuration && {
          'check-configuration': `A function with ${configuration.variables} variables, ${configuration.findings.length} findings; task definitions are left to a person.`,
        }),
        'judge-findings': `${findings.length} to decide on.`,
        'record-result': "secrets.json; the deployment's ticket is left to a person.",
      },
      evidence: [{ name: 'secrets.json', text: `${JSON.stringify(result, null, 2)}\n` }],
    };
  },

  apply: readsOnly,

  /** What turned up while the result was written is not in it. */
  async verify(context, plan) {
    return getNewFindings(plan, await findAll(context));
  },
});

async function findAll(context: Context): Promise<Finding[]> {
  const { history, artefact } = await scan(context);
  return [...history, ...artefact];
}
