import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { AreaMark as Mark } from '../../model/knowledge-base.ts';
import styles from './AreaMark.module.css';

const WORDS: Record<Mark, string> = {
  done: 'Done',
  partly: 'Partly',
  'not-done': 'Not done',
  'not-assessed': 'Not assessed',
};

const SHAPES: Record<Mark, ReactNode> = {
  done: (
    <>
      <circle cx="12" cy="12" r="11" />
      <path className={styles.cut} d="m6.5 12.5 3.8 3.8 7.2-8" />
    </>
  ),
  partly: (
    <>
      <circle className={styles.ring} cx="12" cy="12" r="9.75" />
      <path d="M12 1a11 11 0 0 0 0 22z" />
    </>
  ),
  'not-done': (
    <>
      <circle className={styles.ring} cx="12" cy="12" r="9.75" />
      <path className={styles.stroke} d="m8.2 8.2 7.6 7.6m0-7.6-7.6 7.6" />
    </>
  ),
  'not-assessed': <circle className={clsx(styles.ring, styles.dotted)} cx="12" cy="12" r="9.75" />,
};

/** The derived mark of an area by shape, word and colour. */
export function AreaMark({ mark, isLarge = false }: { mark: Mark; isLarge?: boolean }): ReactNode {
  return (
    <span className={clsx(styles.mark, styles[mark], isLarge && styles.large)}>
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        {SHAPES[mark]}
      </svg>
      {WORDS[mark]}
    </span>
  );
}

/** Whether one condition holds: a small mark with a word for those who do not see it. */
export function Holds({ holds }: { holds: boolean }): ReactNode {
  return (
    <span className={clsx(styles.mark, holds ? styles.done : styles['not-done'])}>
      <svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">
        {SHAPES[holds ? 'done' : 'not-done']}
      </svg>
      {holds ? 'Holds' : 'Missing'}
    </span>
  );
}
