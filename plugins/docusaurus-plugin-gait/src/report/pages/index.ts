import { getCoverageReport } from '../coverage.ts';
import type { CheckResult } from '../findings/digest.ts';
import { getFindingsMap } from '../findings/map.ts';
import { createStatusBook } from '../findings/status.ts';
import { getMaturityReport } from '../maturity.ts';
import { getScoreboard } from '../scoreboard.ts';
import { toAreaPage } from './area.ts';
import { toAutomationPage } from './automation.ts';
import { toAutomationsPage } from './automations.ts';
import { toAlertPages, toCheckPages } from './checks.ts';
import type { PageContext } from './context.ts';
import { getCrosswalkIndex, toControlPage } from './control.ts';
import { toControlsPage } from './controls.ts';
import { toExceptionsPage } from './exceptions.ts';
import { getPublishedFailures, getPublishedFindings, toFindingsPage } from './findings.ts';
import { toFrameworkPage } from './framework.ts';
import { toHomePage } from './home.ts';
import { toMovedPages } from './moved.ts';
import { toOwnerPage } from './owner.ts';
import { toCoveragePage, toMaturityPage, toScoreboardPage } from './reports.ts';
import { toSchedulePage } from './schedule.ts';
import { toSopIndexPage } from './sop-index.ts';
import { toSopPage } from './sop.ts';

/** Every page that is made of the knowledge base, each kind with its own data. */
export type GaitPage = ReturnType<typeof toPages>[number];

/** Turns the knowledge base into the pages of the site. Same input, same pages, in the same order. */
export function toPages(context: PageContext) {
  const { base } = context;
  const coverage = getCoverageReport(base);
  const maturity = getMaturityReport(base);
  const crosswalks = getCrosswalkIndex(base);
  const digest = context.findings ?? { scans: [], checks: new Map<string, CheckResult>() };
  const book = createStatusBook(base, digest);
  const map = getFindingsMap(base);
  const failures = getPublishedFailures(base, { digest, map, book });
  const scores = getScoreboard(base, failures);
  const published = getPublishedFindings(base, { digest, map, book });
  const ids = new Set(base.sops.keys());
  return [
    toHomePage(context, { scores, maturity, coverage }),
    toSopIndexPage(context),
    ...[...base.sops.values()].map((sop) => toSopPage(context, sop)),
    ...[...base.sops.values()].flatMap((sop) => toMovedPages(sop, ids)),
    ...scores.map((score) => toAreaPage(context, score)),
    toControlsPage(context, coverage),
    ...coverage.flatMap((one) => {
      const node = base.frameworks.get(one.key);
      return node ? [toFrameworkPage(context, { coverage: one, node, book, published })] : [];
    }),
    ...[...base.controls.values()].map((control) => toControlPage(context, control, crosswalks, book)),
    ...toCheckPages(context, book),
    ...toAlertPages(context, book),
    toFindingsPage(published),
    toExceptionsPage(context, book),
    toAutomationsPage(context, maturity.ready),
    ...[...base.automations.values()].map((automation) => toAutomationPage(context, automation)),
    ...Object.keys(base.configuration.owners)
      .sort()
      .map((key) => toOwnerPage(context, key)),
    toScoreboardPage(context, scores, failures),
    toMaturityPage(context, maturity),
    toCoveragePage(context, coverage),
    toSchedulePage(context),
  ];
}
