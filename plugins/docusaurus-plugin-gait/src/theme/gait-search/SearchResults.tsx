import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { Maturity } from '../../model/maturity.ts';
import { LEVELS, MaturityBadge } from '../gait-parts/Maturity.tsx';
import type { Answer, Found } from './find.ts';
import styles from './SearchResults.module.css';

/** What was found, best first. */
export function SearchResults({ answer, onFollow }: { answer: Answer; onFollow: () => void }): ReactNode {
  return (
    <ol className={styles.list}>
      {answer.shown.map((found) => (
        <Result key={found.href} found={found} onFollow={onFollow} />
      ))}
    </ol>
  );
}

function Result({ found, onFollow }: { found: Found; onFollow: () => void }): ReactNode {
  const { href, title, kind, maturity, status, area, excerpt } = found;
  const level = LEVELS.find((one) => one === maturity) satisfies Maturity | undefined;
  return (
    <li className={styles.result}>
      <Link to={href} autoAddBaseUrl={false} className={styles.title} onClick={onFollow} data-search-stop>
        {title}
      </Link>
      <p className={styles.about}>
        <span>{kind}</span>
        {level && <MaturityBadge level={level} />}
        {status !== undefined && <strong>{status}</strong>}
        {area !== undefined && <span>{area}</span>}
      </p>
      <p className={styles.excerpt}>
        {excerpt.map(({ text, isMarked }, index) => (isMarked ? <mark key={index}>{text}</mark> : text))}
      </p>
    </li>
  );
}
