import { splitReference } from '../../model/check-reference.ts';
import { type Exported, type ExportInput, getActiveSops, toJsonText } from './contract.ts';
import { toYamlText } from './yaml.ts';

/** Events of each detector that EventBridge carries: their pattern, and where an event holds the name of the alert. */
const DETECTORS: Readonly<
  Record<string, { source: string; type: string; key: string; paths: Record<string, string> }>
> = {
  guardduty: {
    source: 'aws.guardduty',
    type: 'GuardDuty Finding',
    key: 'type',
    paths: { id: '$.detail.id', severity: '$.detail.severity', title: '$.detail.title' },
  },
  cloudwatch: {
    source: 'aws.cloudwatch',
    type: 'CloudWatch Alarm State Change',
    key: 'alarmName',
    paths: { state: '$.detail.state.value', reason: '$.detail.state.reason' },
  },
};

/** Sources of alerts whose rules carry annotations as Prometheus and Alertmanager have them. */
const PROMETHEUS = ['prometheus', 'alertmanager'];

/**
 * For EventBridge, a list: a rule for each alert that an SOP answers, and one for every other alert of that detector, each with an
 * input transformer that adds the address to follow. `EventPattern` and `InputTransformer` as
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html has them: a variable that stands outside of
 * quotes is put in as JSON, so that text of an event cannot break out.
 */
export function toEventBridgeRules({ base, links }: ExportInput): Exported {
  const alerts = [...base.alerts.values()].map((alert) => ({ ...alert, ...splitReference(alert.reference) }));
  const rules = Object.entries(DETECTORS).flatMap(([source, detector]) => {
    const { key, paths } = detector;
    const own = alerts.filter((alert) => alert.tool === source);
    const toRule = (name: string, match: unknown[] | undefined, fields: Record<string, string>): unknown => ({
      Name: name,
      EventPattern: {
        source: [detector.source],
        'detail-type': [detector.type],
        ...(match && { detail: { [key]: match } }),
      },
      InputTransformer: {
        InputPathsMap: { alert: `$.detail.${key}`, account: '$.account', region: '$.region', time: '$.time', ...paths },
        InputTemplate: toTemplate(fields, ['alert', 'account', 'region', 'time', ...Object.keys(paths)]),
      },
    });
    const answered = own.flatMap(({ reference, name, sops }) => {
      const [best] = getActiveSops(base, sops);
      const fields = { follow: links.getAlert(reference), ...(best && { sop: best.title }) };
      return best ? [{ name, rule: toRule(toRuleName(source, name), [name], fields) }] : [];
    });
    const names = answered.map((one) => one.name);
    // The name as it is: the site finds the page, or says that there is none.
    const rest = toRule(`gait-${source}-other`, names.length > 0 ? [{ 'anything-but': names }] : undefined, {
      follow: `${links.site}/alerts/${source}/<alert>`,
    });
    return [...answered.map((one) => one.rule), rest];
  });
  const notes = alerts
    .filter(({ tool }) => !Object.hasOwn(DETECTORS, tool) && !PROMETHEUS.includes(tool))
    .map(({ reference }) => `${reference}: left out, it is not known which event carries it`);
  return { text: toJsonText(rules), notes };
}

/** Annotations for Prometheus' alerting rules: `runbook_url` of each alert that an SOP answers, and one that fits every other. */
export function toRunbookUrls({ base, links }: ExportInput): Exported {
  const alerts = [...base.alerts.keys()].filter((reference) => PROMETHEUS.includes(splitReference(reference).tool));
  const text = toYamlText({
    any: { annotations: { runbook_url: `${links.site}/alerts/prometheus/{{ $labels.alertname }}` } },
    alerts: alerts.map((reference) => ({
      alert: splitReference(reference).name,
      annotations: { runbook_url: links.getAlert(reference) },
    })),
  });
  return { text, notes: [] };
}

/** Names of rules take letters, digits, `.`, `-` and `_`, at most 64. */
function toRuleName(source: string, name: string): string {
  return `gait-${source}-${name.replace(/[^A-Za-z0-9._-]+/gu, '-')}`.slice(0, 64);
}

/** JSON whose own text cannot be taken for a variable, but for `<alert>` at the end of an address. */
function toTemplate(fields: Record<string, string>, variables: readonly string[]): string {
  const own = Object.entries(fields).map(([key, value]) => {
    const text = JSON.stringify(value.replace(/[<>](?!alert>$)(?<!<alert>)/gu, ''));
    return `"${key}": ${text}`;
  });
  return `{${[...own, ...variables.map((name) => `"${name}": <${name}>`)].join(', ')}}`;
}
