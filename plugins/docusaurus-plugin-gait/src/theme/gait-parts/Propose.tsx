import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import styles from './Propose.module.css';

/** How an SOP that is missing comes about: a form of the git host, or the command when there is none. */
export function Propose({ href, subject }: { href?: string; subject: string }): ReactNode {
  return (
    <p className={styles.propose}>
      {href && (
        <>
          <Link href={href} aria-label={`Propose an SOP for ${subject}`}>
            Propose an SOP
          </Link>{' '}
          or write it:{' '}
        </>
      )}
      {!href && 'Write it: '}
      <code>npx gait new</code>
    </p>
  );
}
