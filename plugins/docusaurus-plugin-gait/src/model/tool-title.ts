/** What tools and detectors are called in sentences, by the first part of a reference. */
const TITLES: Readonly<Record<string, string>> = {
  accessanalyzer: 'IAM Access Analyzer',
  alertmanager: 'Alertmanager',
  checkov: 'Checkov',
  cloudwatch: 'Amazon CloudWatch',
  guardduty: 'Amazon GuardDuty',
  inspector: 'Amazon Inspector',
  macie: 'Amazon Macie',
  prometheus: 'Prometheus',
  prowler: 'Prowler for AWS',
  securityhub: 'AWS Security Hub',
  trivy: 'Trivy',
};

/** What a tool or a detector is called in a sentence; one that nobody knows here by its own key. */
export function getToolTitle(key: string): string {
  return Object.hasOwn(TITLES, key) ? (TITLES[key] ?? key) : key;
}
