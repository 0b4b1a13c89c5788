import { listKnownChecks } from '../../model/checks/known.ts';
import { getActiveSops, type Exported, type ExportInput } from './contract.ts';
import { toYamlText } from './yaml.ts';

/**
 * A file for Prowler's `--custom-checks-metadata-file`: every check of Prowler for AWS gets the address of our page as the one of its
 * recommendation, and the best SOP as the related one, so that findings in OCSF, CSV, ASFF and HTML lead there. Keys as the
 * schema in Prowler's prowler/lib/check/custom_checks_metadata.py has them, which allows no others (read at commit 39ffe82 on
 * 2026-11-25; versions before it took the severity alone). It sets the keys that are given and leaves the rest as shipped.
 */
export function toProwlerMetadata({ base, links }: ExportInput): Exported {
  const checks = listKnownChecks('prowler').map(({ name, reference }) => {
    const [best] = getActiveSops(base, base.checks.get(reference)?.sops ?? []);
    return [
      name,
      {
        ...(best && { RelatedUrl: links.getSop(best.id) }),
        Remediation: { Recommendation: { Url: links.getCheck(reference) } },
      },
    ] as const;
  });
  return { text: toYamlText({ CustomChecksMetadata: { aws: { Checks: Object.fromEntries(checks) } } }), notes: [] };
}
