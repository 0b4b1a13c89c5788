import {
  getAlertPath,
  getAreaPath,
  getAutomationPath,
  getCheckPath,
  getControlPath,
  getFrameworkPath,
  getOwnerPath,
  getSopPath,
} from '../../plugins/docusaurus-plugin-gait/src/report/pages/paths.ts';

/** A page of the repository's own site, and what its reader must see first. */
export interface ExpectedPage {
  /** Kind of a page of the knowledge base; `doc` is a page of Docusaurus' own. */
  kind: string;
  /** Below the base URL. */
  path: string;
  h1: string;
  /** Title of the document. */
  title: string;
}

/** One page of every kind, SOPs at two levels of maturity. A test holds the kinds against those that the build has. */
export const PAGES: ExpectedPage[] = [
  page('home', '/', 'Are we taking care of this?', 'Gait'),
  page('sop-index', '/sops/', 'SOPs'),
  page('sop', getSopPath('isolate-instance'), 'Isolate a compromised EC2 instance'),
  page('sop', getSopPath('close-open-ssh'), 'Close SSH and RDP open to the internet'),
  page('area', getAreaPath('operations'), 'Operations'),
  page('controls', '/controls/', 'Controls'),
  page('framework', getFrameworkPath('cis-aws@5.0.0'), 'CIS AWS Foundations Benchmark 5.0.0'),
  page('control', getControlPath('cis-aws@5.0.0#1.4'), '1.4 MFA protects the root user'),
  page('check', getCheckPath('prowler:iam_root_mfa_enabled'), 'iam_root_mfa_enabled'),
  page('alert', getAlertPath('guardduty:UnauthorizedAccess:EC2/SSHBruteForce'), 'UnauthorizedAccess:EC2/SSHBruteForce'),
  page('findings', '/findings/', 'Procedures needed now'),
  page('exceptions', '/exceptions/', 'Exceptions'),
  page('automations', '/automations/', 'Automations'),
  page('automation', getAutomationPath('close-open-ssh'), 'close-open-ssh'),
  page('owner', getOwnerPath('platform-security'), 'Platform security'),
  page('report-scoreboard', '/reports/scoreboard/', 'Scoreboard'),
  page('report-maturity', '/reports/maturity/', 'Maturity'),
  page('report-coverage', '/reports/coverage/', 'Coverage'),
  page('report-schedule', '/reports/schedule/', 'Schedule'),
  page('doc', '/standards/levels-of-access/', 'Levels of access'),
  page('doc', '/guide/', 'What Gait is'),
  page('doc', '/guide/write-an-sop/', 'Write an SOP'),
  page('doc', '/guide/rules/broken-link/', 'broken-link'),
];

function page(kind: string, path: string, h1: string, title = `${h1} | Gait`): ExpectedPage {
  return { kind, path: path.slice(1), h1, title };
}
