import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { StepStand } from '../../report/walk/stand.ts';
import { toClock } from '../../report/walk/time.ts';
import { getNow, toNoteField } from './session.ts';
import { useDraft } from './use-draft.ts';
import { useActive, useLiveDesk } from './use-walk.ts';
import styles from './Controls.module.css';

/** The step as the controls need it. */
interface ControlledStep {
  id: string;
  number: number;
  wait?: string;
  onFailure?: { anchor: string; title: string };
}

/** What can be done about a step: only the current one has controls. */
export function StepControls({ step, stand }: { step: ControlledStep; stand: StepStand }): ReactNode {
  const active = useActive();
  if (active?.walk.state !== 'open') return null;
  // What is typed belongs to one walk: another one of the same SOP may stand at the same step.
  const { id } = active.walk;
  if (stand.status === 'current') return <Outcomes key={id} walk={id} step={step} />;
  if (stand.status !== 'holding') return null;
  const { hold } = active.stand;
  if (hold?.kind === 'wait') return <Timer step={step} until={hold.until} />;
  return <Failed key={id} step={step} />;
}

function Outcomes({ walk, step }: { walk: string; step: ControlledStep }): ReactNode {
  const { session, watch } = useLiveDesk().walks;
  const hold = useActive()?.stand.hold;
  const [note, setNote] = useDraft(toNoteField(step.id));
  // While a tick waits for the site the person may go on typing, or turn to another walk.
  const typed = useRef(note);
  const [isBusy, setIsBusy] = useState(false);
  const tick = async (outcome: 'done' | 'skipped' | 'failed'): Promise<boolean> => {
    if (isBusy) return false;
    const at = getNow();
    setIsBusy(true);
    const notice = await watch.settle();
    setIsBusy(false);
    if (session.getState().active?.id !== walk) {
      session.say('Not ticked: another walk is shown now.', true);
      return false;
    }
    if (!notice) return session.send({ kind: 'tick', step: step.id, outcome, note: typed.current, at });
    session.say(`Not ticked yet. ${notice.sentence} Read what is said about it above the steps.`, true);
    document.getElementById('published')?.scrollIntoView({ block: 'center' });
    return false;
  };
  return (
    <div
      className={styles.controls}
      role="group"
      aria-label={`Outcome of step ${step.number}`}
      aria-busy={isBusy}
      data-gait-outcomes=""
    >
      {hold && (
        <p className={styles.hold}>
          {hold.kind === 'approval' ? 'Approval first' : 'Stop'}: this step is not done yet.
        </p>
      )}
      <NoteField
        label="Note (what you saw; why you skip it)"
        note={note}
        onChange={(text) => {
          typed.current = text;
          setNote(text);
        }}
      />
      <div className={styles.buttons}>
        <button
          type="button"
          className={hold ? styles.other : styles.main}
          data-gait-key="d"
          onClick={() => void tick('done')}
        >
          Step {step.number} is done
        </button>
        <button type="button" className={styles.other} data-gait-key="s" onClick={() => void tick('skipped')}>
          Skip it
        </button>
        <button
          type="button"
          className={styles.bad}
          data-gait-key="f"
          onClick={() => {
            const { onFailure } = step;
            void tick('failed').then((isTaken) => isTaken && onFailure && goTo(onFailure.anchor));
          }}
        >
          It failed{step.onFailure && `: go to ${step.onFailure.title}`}
        </button>
      </div>
    </div>
  );
}

/** Counts down to an absolute time, so that neither a reload nor sleep changes it. */
function Timer({ step, until }: { step: ControlledStep; until: number }): ReactNode {
  const { session } = useLiveDesk().walks;
  const [left, setLeft] = useState(() => until - Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLeft(until - Date.now()), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return (
    <div className={styles.controls} role="group" aria-label={`Wait after step ${step.number}`}>
      <p className={styles.clock} role="timer">
        <span>Wait</span> <strong>{toClock(left)}</strong>
      </p>
      <div className={styles.buttons}>
        <button
          type="button"
          className={styles.other}
          onClick={() => session.send({ kind: 'go-on', step: step.id, at: getNow() })}
        >
          Go on without waiting
        </button>
      </div>
    </div>
  );
}

function Failed({ step }: { step: ControlledStep }): ReactNode {
  const { session } = useLiveDesk().walks;
  const tick = useActive()?.walk.steps.find(({ id }) => id === step.id);
  const [note, setNote] = useDraft(toNoteField(step.id), tick?.note);
  return (
    <div className={styles.controls} role="group" aria-label={`After the failure of step ${step.number}`}>
      <p className={styles.hold}>Step {step.number} failed. Nothing goes on by itself.</p>
      <NoteField
        label="What happened"
        note={note}
        onChange={setNote}
        onLeave={() => {
          if (note !== (tick?.note ?? '')) session.send({ kind: 'note', step: step.id, note });
          session.writeDraft(toNoteField(step.id), '');
        }}
      />
      <div className={styles.buttons}>
        {step.onFailure && (
          <a className={styles.main} href={`#${step.onFailure.anchor}`}>
            Go to {step.onFailure.title}
          </a>
        )}
        <button type="button" className={styles.other} onClick={() => session.send({ kind: 'untick', step: step.id })}>
          Try step {step.number} again
        </button>
        <button
          type="button"
          className={styles.other}
          onClick={() => session.send({ kind: 'go-on', step: step.id, at: getNow() })}
        >
          Go on all the same
        </button>
      </div>
    </div>
  );
}

function goTo(anchor: string): void {
  window.location.hash = anchor;
}

function NoteField({
  label,
  note,
  onChange,
  onLeave,
}: {
  label: string;
  note: string;
  onChange: (note: string) => void;
  onLeave?: () => void;
}): ReactNode {
  const id = useId();
  return (
    <>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className={styles.input}
        rows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onLeave}
      />
    </>
  );
}
