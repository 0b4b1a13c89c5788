import { useId } from 'react';
import type { ReactNode } from 'react';
import type { Maturity } from '../../model/maturity.ts';
import type { ChapterMap } from '../../report/pages/framework.ts';
import styles from './ChapterMaps.module.css';
import { Footfalls } from './Maturity.tsx';

/** One cell for each control, in the order of the standard: where the holes are. The tables say the same in words. */
export function ChapterMaps({ chapters }: { chapters: readonly ChapterMap[] }): ReactNode {
  return (
    <div className={styles.maps}>
      {chapters.map((chapter) => (
        <Map key={chapter.title} chapter={chapter} />
      ))}
    </div>
  );
}

/** Size of a level's mark in a cell, of its own 16 by 16. */
const MARK = 0.75;

function Map({ chapter: { title, ids, states, grid } }: { chapter: ChapterMap }): ReactNode {
  const id = useId();
  const inset = (grid.size - 16 * MARK) / 2;
  const gaps = states.filter((state) => state === 'gap').length;
  return (
    <figure className={styles.map}>
      <figcaption>
        {title}
        <span>
          {ids.length - gaps} of {ids.length}
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${grid.width} ${grid.height}`}
        width={grid.width}
        height={grid.height}
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{ids.map((one, index) => `${one} ${states[index] ?? 'gap'}`).join(', ')}</desc>
        {grid.cells.map(({ x, y }, index) => {
          const state = states[index] ?? 'gap';
          return (
            <g key={ids[index]} className={styles[state]} transform={`translate(${x} ${y})`}>
              <title>{`${ids[index] ?? ''} ${state}`}</title>
              <rect width={grid.size} height={grid.size} rx="2" />
              {state !== 'gap' && (
                <g className={styles.mark} transform={`translate(${inset} ${inset}) scale(${MARK})`}>
                  <Footfalls level={state as Maturity} />
                </g>
              )}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
