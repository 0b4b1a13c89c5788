import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { Maturity } from '../../model/maturity.ts';
import styles from './Maturity.module.css';

/** The levels, lowest first. */
export const LEVELS: readonly Maturity[] = ['crawl', 'walk', 'run'];

/** Names of the levels, as people read them. */
export const LEVEL_NAMES: Record<Maturity, string> = { crawl: 'Crawl', walk: 'Walk', run: 'Run' };

/** Footfalls seen from the side: one long contact with the ground, two that overlap, three that do not. */
const FOOTFALLS: Record<Maturity, readonly [x: number, y: number, width: number, height: number][]> = {
  crawl: [[1, 8.5, 14, 4]],
  walk: [
    [0.5, 9.5, 8.5, 4],
    [7, 3, 8.5, 4],
  ],
  run: [
    [0, 11.5, 5.2, 3.5],
    [5.4, 6.5, 5.2, 3.5],
    [10.8, 1.5, 5.2, 3.5],
  ],
};

/** The mark of a level as rectangles of a view box of 16 by 16. */
export function Footfalls({ level }: { level: Maturity }): ReactNode {
  return FOOTFALLS[level].map(([x, y, width, height]) => (
    <rect key={x} x={x} y={y} width={width} height={height} rx="0.8" />
  ));
}

/** The mark of a level: its own shape, so that it can be told without its colour. Decorative; say the word beside it. */
export function MaturityGlyph({ level, className }: { level: Maturity; className?: string }): ReactNode {
  return (
    <svg className={clsx(styles.glyph, className)} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <Footfalls level={level} />
    </svg>
  );
}

/** A level by shape, word and colour; says so when all its evidence comes from an emulator. */
export function MaturityBadge({
  level,
  rehearsed = false,
  isLarge = false,
}: {
  level: Maturity;
  rehearsed?: boolean;
  isLarge?: boolean;
}): ReactNode {
  return (
    <span className={clsx(styles.badge, styles[level], isLarge && styles.large)}>
      <span className={styles.level}>
        <MaturityGlyph level={level} />
        {LEVEL_NAMES[level]}
      </span>
      {rehearsed && level !== 'crawl' && <span className={styles.note}> rehearsed on an emulator</span>}
    </span>
  );
}
