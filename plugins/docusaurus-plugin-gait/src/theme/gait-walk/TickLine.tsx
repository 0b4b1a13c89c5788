import type { ReactNode } from 'react';
import type { StepStand } from '../../report/walk/stand.ts';
import { toTimeOfDay } from '../../report/walk/time.ts';
import { useActive, useLiveDesk } from './use-walk.ts';
import styles from './Controls.module.css';

const WORDS = { done: 'Done', skipped: 'Skipped', failed: 'Failed' } as const;
const SIGNS = { done: '✓', skipped: '→', failed: '✕' } as const;

/** What became of a step, when, and what was noted; and the way back. */
export function TickLine({ stand }: { stand: Required<StepStand> }): ReactNode {
  const { session } = useLiveDesk().walks;
  const isOpen = useActive()?.walk.state === 'open';
  const { outcome, at, note, went_on_at: wentOnAt } = stand.tick;
  return (
    <p className={styles.tick} data-outcome={outcome}>
      <strong>
        <span aria-hidden="true">{SIGNS[outcome]}</span> {WORDS[outcome]}
      </strong>{' '}
      at <time dateTime={at}>{toTimeOfDay(at)}</time>
      {wentOnAt !== undefined && `, went on all the same at ${toTimeOfDay(wentOnAt)}`}
      {note !== undefined && <span className={styles.note}>: {note}</span>}
      {isOpen && (
        <button
          type="button"
          className={styles.quiet}
          onClick={() => session.send({ kind: 'untick', step: stand.id })}
          aria-label={`Take back step ${stand.id}`}
        >
          Take back
        </button>
      )}
    </p>
  );
}
