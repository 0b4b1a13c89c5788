import Link from '@docusaurus/Link';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { RenderedStep } from '../../report/pages/page.ts';
import { Html } from '../gait-data/index.tsx';
import { Blocks } from './Blocks.tsx';
import styles from './StepCard.module.css';

/**
 * One step: its number, which links to it, what to do, how long to wait and where to go when it fails. `problem` is where a
 * reader says that something is wrong with it.
 */
export function StepCard({ step, problem }: { step: RenderedStep; problem?: string }): ReactNode {
  useBrokenLinks().collectAnchor(step.id);
  return (
    <li id={step.id} className={styles.step}>
      <a className={styles.number} href={`#${step.id}`} aria-label={`Link to step ${step.number}`}>
        {step.number}
      </a>
      <div className={styles.content}>
        <Html as="h3" name={step.titleHtml} className={styles.title} />
        <Blocks blocks={step.blocks} />
        {(step.wait !== undefined || step.onFailure !== undefined) && (
          <ul className={styles.after}>
            {step.wait !== undefined && (
              <li>
                <Clock />
                <span>
                  Wait <strong>{step.wait}</strong> before you go on.
                </span>
              </li>
            )}
            {step.onFailure !== undefined && (
              <li>
                <Branch />
                <span>
                  If this fails, go to <Link to={`#${step.onFailure.anchor}`}>{step.onFailure.title}</Link>.
                </span>
              </li>
            )}
          </ul>
        )}
        {problem !== undefined && (
          <Link
            href={problem}
            className={clsx(styles.problem, 'gait-no-print')}
            aria-label={`Report step ${step.number}`}
          >
            Report this step
          </Link>
        )}
      </div>
    </li>
  );
}

function Clock(): ReactNode {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <circle cx="12" cy="12" r="9.5" />
      <path d="M12 6.5V12l4 2.5" />
    </svg>
  );
}

function Branch(): ReactNode {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path d="M5 3v7a4 4 0 0 0 4 4h10m-5-5.5 5.5 5.5-5.5 5.5" />
    </svg>
  );
}
