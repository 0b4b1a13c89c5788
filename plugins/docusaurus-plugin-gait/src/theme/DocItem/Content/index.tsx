import Link from '@docusaurus/Link';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import { ThemeClassNames } from '@docusaurus/theme-common';
import Heading from '@theme/Heading';
import MDXContent from '@theme/MDXContent';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { DateText } from '../../gait-parts/DateText.tsx';
import { Facts } from '../../gait-parts/Facts.tsx';
import styles from './styles.module.css';

/** A page of content-docs in the place of the classic theme's: a standard says who leads it and when it was reviewed. */
export default function DocItemContent({ children }: { children: ReactNode }): ReactNode {
  const { metadata, frontMatter, contentTitle } = useDoc();
  const hasOwnTitle = contentTitle !== undefined || frontMatter.hide_title === true;
  return (
    <div className={clsx(ThemeClassNames.docs.docMarkdown, 'markdown')}>
      {!hasOwnTitle && (
        <header>
          <Heading as="h1">{metadata.title}</Heading>
          <StandardFacts frontMatter={frontMatter} />
        </header>
      )}
      <MDXContent>{children}</MDXContent>
    </div>
  );
}

/** Facts of a standard; nothing on a page that has none of them. */
function StandardFacts({ frontMatter }: { frontMatter: Record<string, unknown> }): ReactNode {
  const { led_by: ledBy, owner, last_reviewed_on: reviewedOn, review_in: reviewIn } = frontMatter;
  if (typeof ledBy !== 'string' || typeof owner !== 'string') return null;
  return (
    <div className={styles.facts}>
      <Facts
        isStrip
        rows={[
          ['Led by', ledBy],
          ['Owner', <Link to={`/owners/${owner}/`}>{owner}</Link>],
          ['Reviewed', typeof reviewedOn === 'string' && <DateText date={reviewedOn} />],
          ['Review', typeof reviewIn === 'string' && `every ${reviewIn}`],
        ]}
      />
    </div>
  );
}
