import { useId } from 'react';
import type { ReactNode } from 'react';
import { toTimeOfDay } from '../../report/walk/time.ts';
import { getNow } from './session.ts';
import { useDraft } from './use-draft.ts';
import { useActive, useLiveDesk } from './use-walk.ts';
import styles from './Controls.module.css';

/** How a gate is passed in a walk: by having read it, or by the name of who approved. */
export function GateControls(gate: { step: string; gate: number; kind: 'stop' | 'approval'; role: string }): ReactNode {
  const active = useActive();
  const { session } = useLiveDesk().walks;
  if (!active) return null;
  const { walk, stand } = active;
  const isIt = (one: { step?: string; gate?: number }): boolean => one.step === gate.step && one.gate === gate.gate;
  const approval = walk.approvals.find(isIt);
  const stop = walk.stops.find(isIt);
  if (approval) {
    return (
      <p className={styles.passed} data-gait-passed="">
        Approved by {approval.by} at {toTimeOfDay(approval.at)}
      </p>
    );
  }
  if (stop) {
    return (
      <p className={styles.passed} data-gait-passed="">
        Read at {toTimeOfDay(stop.at)}
      </p>
    );
  }
  const { hold } = stand;
  const isNext =
    (hold?.kind === 'stop' || hold?.kind === 'approval') && hold.step === gate.step && hold.gate === gate.gate;
  if (!isNext || walk.state !== 'open') return null;
  const place = { step: gate.step, gate: gate.gate };
  if (gate.kind === 'stop') {
    return (
      <div className={styles.buttons}>
        <button
          type="button"
          className={styles.main}
          data-gait-key="g"
          onClick={() => session.send({ kind: 'pass-stop', ...place, at: getNow() })}
        >
          I have read this: go on
        </button>
      </div>
    );
  }
  // What is typed belongs to one walk: another one of the same SOP may wait for the same approval.
  return <ApprovalForm key={walk.id} {...place} role={gate.role} />;
}

function ApprovalForm({ role, ...place }: { step: string; gate: number; role: string }): ReactNode {
  const { session } = useLiveDesk().walks;
  const [by, setBy] = useDraft(`approval:${place.step}:${place.gate}`);
  const id = useId();
  return (
    <form
      className={styles.approve}
      onSubmit={(event) => {
        event.preventDefault();
        if (session.send({ kind: 'approve', ...place, by, at: getNow() })) setBy('');
      }}
    >
      <label className={styles.label} htmlFor={id}>
        Who approved, other than you ({role})
      </label>
      <input
        id={id}
        className={styles.input}
        value={by}
        maxLength={200}
        autoComplete="off"
        placeholder="@bob"
        onChange={(event) => setBy(event.target.value)}
      />
      <button type="submit" className={styles.main}>
        Note the approval
      </button>
    </form>
  );
}
