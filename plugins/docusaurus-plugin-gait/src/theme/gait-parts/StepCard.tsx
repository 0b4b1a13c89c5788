import Link from '@docusaurus/Link';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import clsx from 'clsx';
import { memo, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { RenderedStep } from '../../report/pages/page.ts';
import type { StepStand } from '../../report/walk/stand.ts';
import { Html } from '../gait-data/index.tsx';
import { StepContext } from '../gait-walk/desk-context.ts';
import type { Live } from '../gait-walk/parts.ts';
import { Blocks } from './Blocks.tsx';
import styles from './StepCard.module.css';

/** How a step stands in the walk that the page shows, and the parts that show it; nothing without a walk. */
export interface StepWalk {
  stand?: StepStand;
  parts?: Live;
}

/** What a {@link StepCard} takes. */
interface StepCardProps extends StepWalk {
  step: RenderedStep;
  index: number;
  problem?: string;
}

/**
 * One step: its number, which links to it, what to do, how long to wait and where to go when it fails. `problem` is where a
 * reader says that something is wrong with it. In a walk most steps stay as they are when one is ticked.
 */
export const StepCard = memo(function StepCard({ step, index, problem, stand, parts }: StepCardProps): ReactNode {
  useBrokenLinks().collectAnchor(step.id);
  return (
    <StepFrame
      step={step}
      index={index}
      title={<Html as="h3" name={step.titleHtml} className={styles.title} />}
      problem={problem}
      stand={stand}
      parts={parts}
    >
      <Blocks blocks={step.blocks} />
    </StepFrame>
  );
}, isSameCard);

function isSameCard(a: StepCardProps, b: StepCardProps): boolean {
  const isSamePlace = a.step === b.step && a.index === b.index && a.problem === b.problem && a.parts === b.parts;
  return isSamePlace && a.stand?.status === b.stand?.status && a.stand?.tick === b.stand?.tick;
}

/** What a {@link StepFrame} needs to know of its step. */
interface FramedStep {
  id: string;
  number: number;
  wait?: string;
  onFailure?: { anchor: string; title: string };
}

/** The frame of a step; in a walk it shows how the step stands and what can be done about it. */
export function StepFrame({
  step,
  index,
  title,
  problem,
  stand,
  parts,
  children,
}: StepWalk & {
  step: FramedStep;
  index: number;
  title: ReactNode;
  problem?: string;
  children: ReactNode;
}): ReactNode {
  const { id, number, wait, onFailure } = step;
  const [isOpen, setIsOpen] = useState(false);
  const place = useMemo(() => ({ id, index }), [id, index]);
  const isOver = stand !== undefined && ['done', 'skipped', 'failed'].includes(stand.status);
  return (
    <li
      id={id}
      className={clsx(styles.step, stand && styles[stand.status])}
      aria-current={stand?.status === 'current' || stand?.status === 'holding' ? 'step' : undefined}
    >
      <a className={styles.number} href={`#${id}`} aria-label={`Link to step ${number}`}>
        {number}
      </a>
      <div className={styles.content}>
        {title}
        {parts && stand?.tick && <parts.TickLine stand={stand as Required<StepStand>} />}
        {isOver && (
          <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? 'Hide' : 'Show'} step {number}
          </button>
        )}
        <div className={styles.rest} hidden={isOver && !isOpen}>
          <StepContext.Provider value={place}>{children}</StepContext.Provider>
          {(wait !== undefined || onFailure !== undefined) && (
            <ul className={styles.after}>
              {wait !== undefined && (
                <li>
                  <Clock />
                  <span>
                    Wait <strong>{wait}</strong> before you go on.
                  </span>
                </li>
              )}
              {onFailure !== undefined && (
                <li>
                  <Branch />
                  <span>
                    If this fails, go to <Link to={`#${onFailure.anchor}`}>{onFailure.title}</Link>.
                  </span>
                </li>
              )}
            </ul>
          )}
        </div>
        {problem !== undefined && !(isOver && !isOpen) && (
          <Link
            href={problem}
            className={clsx(styles.problem, 'gait-no-print')}
            aria-label={`Report this step, number ${number}`}
          >
            Report this step
          </Link>
        )}
        {parts && (stand?.status === 'current' || stand?.status === 'holding') && (
          <parts.StepControls step={step} stand={stand} />
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
