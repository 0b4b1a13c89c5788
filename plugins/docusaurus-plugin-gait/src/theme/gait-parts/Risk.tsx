import type { ReactNode } from 'react';
import type { Risk as Level } from '../../model/schema/sop.ts';
import styles from './Risk.module.css';

const LEVELS: readonly Level[] = ['low', 'medium', 'high'];

/** A risk by word and by how many of three bars are filled. */
export function Risk({ risk }: { risk: Level }): ReactNode {
  const filled = LEVELS.indexOf(risk) + 1;
  return (
    <span className={styles.risk}>
      <svg viewBox="0 0 18 14" width="18" height="14" aria-hidden="true">
        {LEVELS.map((level, index) => (
          <rect
            key={level}
            className={index < filled ? styles.filled : styles.open}
            x={index * 6.5 + 0.5}
            y={9 - index * 4}
            width="4"
            height={4.5 + index * 4}
          />
        ))}
      </svg>
      {risk}
    </span>
  );
}
