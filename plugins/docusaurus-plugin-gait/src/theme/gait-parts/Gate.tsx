import clsx from 'clsx';
import { useContext } from 'react';
import type { ReactNode } from 'react';
import type { Block } from '../../report/pages/page.ts';
import { Html } from '../gait-data/index.tsx';
import { StepContext, useDesk } from '../gait-walk/desk-context.ts';
import { useParts } from '../gait-walk/parts.ts';
import styles from './Gate.module.css';

/** What a gate takes: `index` is its place among the gates of its step. */
interface GateProps {
  gate: Extract<Block, { kind: 'stop' | 'approval' }>;
  index: number;
}

/** What holds the reader: a stop, or an approval by somebody in a role. Told by frame, sign and word. */
export function Gate({ gate, index }: GateProps): ReactNode {
  return (
    <GateFrame kind={gate.kind} role={gate.kind === 'approval' ? gate.role : ''} index={index}>
      <Html name={gate.html} className="gait-prose" />
    </GateFrame>
  );
}

/** The frame of a gate, with the controls of a walk. */
export function GateFrame({
  kind,
  role,
  index,
  children,
}: {
  kind: 'stop' | 'approval';
  role: string;
  index: number;
  children: ReactNode;
}): ReactNode {
  const step = useContext(StepContext);
  const active = useDesk()?.walks?.state.active;
  const parts = useParts();
  const isStop = kind === 'stop';
  const label = isStop ? 'Stop' : `Approval by ${role}`;
  return (
    <div className={clsx(styles.gate, isStop ? styles.stop : styles.approval)} role="group" aria-label={label}>
      <p className={styles.label}>
        {isStop ? <Octagon /> : <Pair />}
        <span>
          {isStop ? (
            'Stop'
          ) : (
            <>
              Approval by <strong>{role}</strong>
            </>
          )}
        </span>
      </p>
      <p className={styles.ask}>
        {isStop ? 'Read this before you go on.' : 'Go on only when somebody else, in this role, has agreed.'}
      </p>
      {children}
      {step && active && parts && (
        <parts.GateControls key={active.id} step={step.id} gate={index} kind={kind} role={role} />
      )}
    </div>
  );
}

function Octagon(): ReactNode {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <path d="M10 1h12l9 9v12l-9 9H10l-9-9V10z" />
      <path className={styles.cut} d="M8 16h16" />
    </svg>
  );
}

function Pair(): ReactNode {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <circle cx="10" cy="9" r="6" />
      <path d="M0 29c0-7 4-11 10-11s10 4 10 11z" />
      <path className={styles.tick} d="m19 13 4.5 4.5L31 9" />
    </svg>
  );
}
