import Link from '@docusaurus/Link';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import Layout from '@theme/Layout';
import clsx from 'clsx';
import { Suspense, lazy } from 'react';
import type { ReactNode } from 'react';
import type { PageLink } from '../../report/pages/references.ts';
import { usePage } from '../gait-data/index.tsx';
import { useRuns } from '../gait-walk/use-runs.ts';
import styles from './PageFrame.module.css';

const CopyNotice = lazy(() => import('../gait-offline/CopyNotice.tsx'));

/** Layout, landmarks and the heading of a page. `lead` says in a sentence what it is; `above` leads back. */
export function PageFrame({
  heading,
  above,
  lead,
  aside,
  children,
}: {
  heading?: ReactNode;
  above?: readonly PageLink[];
  lead?: ReactNode;
  /** What stands in the head of the page below the lead. */
  aside?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { title, description, kept } = usePage();
  const runs = useRuns();
  return (
    <Layout title={title} description={description}>
      <main className={styles.main}>
        {runs && kept && (
          <Suspense>
            <CopyNotice kept={kept} />
          </Suspense>
        )}
        <header className={styles.head}>
          {above && above.length > 0 && (
            <nav aria-label="Where you are" className={clsx(styles.above, 'gait-no-print')}>
              <ol>
                {above.map((link) => (
                  <li key={link.path}>
                    <Link to={link.path}>{link.title}</Link>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <h1 className={styles.title}>{heading ?? title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
          {aside}
        </header>
        {children}
      </main>
    </Layout>
  );
}

/** A part of a page under its own heading, which can be linked to. */
export function Section({
  id,
  title,
  note,
  isWide = false,
  children,
}: {
  id: string;
  title: string;
  note?: ReactNode;
  isWide?: boolean;
  children: ReactNode;
}): ReactNode {
  useBrokenLinks().collectAnchor(id);
  return (
    <section aria-labelledby={id} className={clsx(styles.section, isWide && styles.wide)}>
      <h2 id={id} className={styles.heading}>
        {title}
        <HeadingAnchor id={id} title={title} />
      </h2>
      {note && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
}

/** The link to a heading that is shown beside it. */
export function HeadingAnchor({ id, title }: { id: string; title: string }): ReactNode {
  return (
    <a href={`#${id}`} className={clsx(styles.anchor, 'gait-no-print')} aria-label={`Link to ${title}`}>
      #
    </a>
  );
}
