import { compareText } from '../../model/diagnostic.ts';
import type { SopNode } from '../../model/knowledge-base.ts';
import { cutText, getActiveSops, type Exported, type ExportInput, toJsonText } from './contract.ts';

/**
 * Limits of automation rules. Of AWS: 100 rules for an administrator account
 * (https://docs.aws.amazon.com/securityhub/latest/userguide/automation-rules.html); 20 values of `ComplianceSecurityControlId`, a note
 * of 512 characters, values of user-defined fields of 1,024 (documentation of `AutomationRulesFindingFilters`, `Note` and
 * `AwsSecurityFinding` in the service model that AWS' SDKs are made of, read on 2026-11-25). AWS documents no longest name and
 * description of a rule; those limits are ours, to stay readable.
 */
const LIMITS = { rules: 100, values: 20, name: 256, description: 1024, note: 512, field: 1024 } as const;

/** The fields that Security Hub lets a customer add hold at most this many SOPs here; the note names the first. */
const MAX_SOPS = 5;

/**
 * Inputs of `aws securityhub create-automation-rule`, a list: findings of controls that an SOP serves get a note and the fields
 * `sop`, `sop-2` … with its address. Controls with the same SOPs share a rule. No rule is terminal, so that others still run, and none
 * changes severity or workflow.
 */
export function toSecurityHubRules({ base, links }: ExportInput): Exported {
  const groups = new Map<string, { sops: SopNode[]; controls: string[] }>();
  for (const check of base.checks.values()) {
    if (check.tool !== 'securityhub') continue;
    const sops = getActiveSops(base, check.sops).slice(0, MAX_SOPS);
    if (sops.length === 0) continue;
    const key = sops.map((sop) => sop.id).join(' ');
    const group = groups.get(key) ?? { sops, controls: [] };
    group.controls.push(check.name);
    groups.set(key, group);
  }
  const all = [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, { sops, controls }]) => chunk(controls, LIMITS.values).map((some) => ({ sops, controls: some })));
  const rules = all.slice(0, LIMITS.rules).map(({ sops, controls }, index) => {
    const [first] = sops;
    return {
      RuleName: cutText(`gait-${first?.id ?? ''}-${controls[0] ?? ''}`, LIMITS.name),
      RuleOrder: index + 1,
      RuleStatus: 'ENABLED',
      IsTerminal: false,
      Description: cutText(`Links findings of ${controls.join(', ')} to their SOPs`, LIMITS.description),
      Criteria: {
        ComplianceSecurityControlId: controls.map((Value) => ({ Value, Comparison: 'EQUALS' })),
        RecordState: [{ Value: 'ACTIVE', Comparison: 'EQUALS' }],
      },
      Actions: [
        {
          Type: 'FINDING_FIELDS_UPDATE',
          FindingFieldsUpdate: {
            Note: { Text: toNote(first, links.getSop(first?.id ?? '')), UpdatedBy: 'gait' },
            UserDefinedFields: Object.fromEntries(
              sops.map((sop, at) => [at === 0 ? 'sop' : `sop-${at + 1}`, cutText(links.getSop(sop.id), LIMITS.field)]),
            ),
          },
        },
      ],
    };
  });
  const notes = all
    .slice(LIMITS.rules)
    .map(({ controls }) => `${controls.join(', ')}: left out, Security Hub takes ${LIMITS.rules} rules at the most`);
  return { text: toJsonText(rules), notes };
}

/** The address is what helps, so it is the title that is cut. */
function toNote(sop: SopNode | undefined, address: string): string {
  return cutText(`Follow “${cutText(sop?.title ?? '', 200)}”: ${address}`, LIMITS.note);
}

function chunk<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
