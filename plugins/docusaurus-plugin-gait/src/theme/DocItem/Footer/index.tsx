import Link from '@docusaurus/Link';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import { ThemeClassNames } from '@docusaurus/theme-common';
import Footer from '@theme-init/DocItem/Footer';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './styles.module.css';

/** What follows a page of content-docs: where it is edited, its history, and where a problem is reported. */
export default function DocItemFooter(): ReactNode {
  const { metadata, frontMatter } = useDoc();
  const links = (frontMatter as { gait_links?: { history: string; problem: string } }).gait_links;
  if (!links || !metadata.editUrl) return <Footer />;
  return (
    <footer className={clsx(ThemeClassNames.docs.docFooter, styles.links, 'gait-no-print')}>
      <Link href={metadata.editUrl}>Edit this page</Link>
      <Link href={links.history}>History</Link>
      <Link href={links.problem}>Report a problem</Link>
    </footer>
  );
}
