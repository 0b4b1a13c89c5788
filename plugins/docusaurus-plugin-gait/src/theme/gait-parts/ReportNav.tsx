import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { usePage } from '../gait-data/index.tsx';
import styles from './ReportNav.module.css';

const REPORTS = [
  { path: '/reports/scoreboard/', title: 'Scoreboard' },
  { path: '/reports/maturity/', title: 'Maturity' },
  { path: '/reports/coverage/', title: 'Coverage' },
  { path: '/reports/schedule/', title: 'Schedule' },
];

/** The way from one report to the next. */
export function ReportNav(): ReactNode {
  const { path } = usePage();
  return (
    <nav aria-label="Reports" className={styles.nav}>
      <ul>
        {REPORTS.map((report) => (
          <li key={report.path}>
            <Link to={report.path} aria-current={report.path === path ? 'page' : undefined}>
              {report.title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
