import clsx from 'clsx';
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { Segment } from '../../report/chart.ts';
import styles from './Bar.module.css';

/** Words for the parts of a bar. */
const WORDS: Record<string, string> = { run: 'run', walk: 'walk', crawl: 'crawl', gap: 'without an SOP' };

/** Textures tell the parts apart without their colour: run is solid, walk has strides, crawl lies flat, a gap is plain. */
function Textures({ id }: { id: string }): ReactNode {
  return (
    <defs>
      <pattern id={`${id}-walk`} width="12" height="14" patternUnits="userSpaceOnUse" patternTransform="skewX(-24)">
        <rect className={styles.walk} width="12" height="14" />
        <rect className={styles.texture} width="1.5" height="14" />
      </pattern>
      <pattern id={`${id}-crawl`} width="14" height="14" patternUnits="userSpaceOnUse">
        <rect className={styles.crawl} width="14" height="14" />
        <rect className={styles.texture} y="6.25" width="14" height="1.5" />
      </pattern>
    </defs>
  );
}

/** Fill of a part: a pattern of {@link Textures}, or undefined where a class alone does it. */
function getFill(id: string, key: string): string | undefined {
  return key === 'walk' || key === 'crawl' ? `url(#${id}-${key})` : undefined;
}

/** Class of a part that needs no texture. */
function getFillClass(key: string): string | undefined {
  return key === 'run' || key === 'gap' ? styles[key] : undefined;
}

/** Counts side by side on one bar. The same numbers stand in a table near it. */
export function Bar({ segments, label }: { segments: Segment[]; label: string }): ReactNode {
  const id = useId();
  const words = segments.map(({ key, count }) => `${count} ${WORDS[key] ?? key}`).join(', ');
  return (
    <svg className={clsx(styles.bar)} width="100%" height="14" role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{label}</title>
      <desc id={`${id}-desc`}>{words || 'nothing yet'}</desc>
      <Textures id={id} />
      <rect className={styles.ground} width="100%" height="14" />
      {segments.map(({ key, x, width }) => (
        <rect
          key={key}
          className={getFillClass(key)}
          fill={getFill(id, key)}
          x={`${x}%`}
          width={`${width}%`}
          height="14"
        />
      ))}
    </svg>
  );
}

/** What the textures mean. `keys` in the order of the bars. */
export function Legend({ keys }: { keys: readonly string[] }): ReactNode {
  const id = useId();
  return (
    <ul className={styles.legend}>
      {keys.map((key) => (
        <li key={key}>
          <svg width="22" height="12" aria-hidden="true">
            <Textures id={`${id}-${key}`} />
            <rect className={getFillClass(key)} fill={getFill(`${id}-${key}`, key)} width="22" height="12" />
          </svg>
          {WORDS[key] ?? key}
        </li>
      ))}
    </ul>
  );
}
