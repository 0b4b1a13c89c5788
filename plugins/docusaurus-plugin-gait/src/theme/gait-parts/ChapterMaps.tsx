import { useId } from 'react';
import type { ReactNode } from 'react';
import type { ChapterMap } from '../../report/pages/framework.ts';
import { Textures, getFill, getFillClass } from './Bar.tsx';
import styles from './ChapterMaps.module.css';

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

function Map({ chapter: { title, ids, states, grid } }: { chapter: ChapterMap }): ReactNode {
  const id = useId();
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
        <Textures id={id} />
        {grid.cells.map(({ x, y }, index) => {
          const state = states[index] ?? 'gap';
          return (
            <rect
              key={ids[index]}
              className={state === 'gap' ? styles.gap : getFillClass(state)}
              fill={getFill(id, state)}
              x={x}
              y={y}
              width={grid.size}
              height={grid.size}
              rx="2"
            >
              <title>{`${ids[index] ?? ''} ${state}`}</title>
            </rect>
          );
        })}
      </svg>
    </figure>
  );
}
