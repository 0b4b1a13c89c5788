import { Suspense, lazy, useId, useState } from 'react';
import type { ReactNode } from 'react';
import { compareTexts } from '../../report/walk/text.ts';
import { toTimeOfDay } from '../../report/walk/time.ts';
import { usePage } from '../gait-data/index.tsx';
import { StepChanges } from '../gait-parts/StepChanges.tsx';
import { isHandle, readMe, writeMe } from './me.ts';
import { toWalkText } from './page-text.ts';
import { getNow } from './session.ts';
import { ExportWalk, ImportWalk, Switcher } from './Switcher.tsx';
import { useActive, useLiveDesk } from './use-walk.ts';
import styles from './Controls.module.css';

const Finish = lazy(() => import('./Finish.tsx'));

/** The head of a walk: whose it is, what stands in its way, its end, and what else can be done with it. */
export function WalkHead(): ReactNode {
  const { session, state } = useLiveDesk().walks;
  const active = useActive();
  const [isEnding, setIsEnding] = useState(false);
  if (!active) return null;
  const { walk, stand } = active;
  const isOpen = walk.state === 'open';
  const end = (): void => {
    if (!session.send({ kind: 'finish', at: getNow() })) return;
    setIsEnding(false);
  };
  return (
    <section className={`${styles.panel} gait-no-print`} aria-label="This walk" id="walk" tabIndex={-1}>
      <h3 className={styles.heading}>{walk.name}</h3>
      <p>
        {isOpen ? 'Open' : walk.state === 'finished' ? 'Finished' : 'Abandoned'} · {walk.environment} · begun{' '}
        {walk.started_at.slice(0, 10)} at {toTimeOfDay(walk.started_at)} · {walk.performers.join(', then ')} ·{' '}
        {stand.ticked} of {stand.steps.length} steps
      </p>
      {state.unkept !== undefined && (
        <p className={styles.warning} role="alert">
          <strong>Not kept.</strong> {state.unkept}: this walk lives in this tab alone. Do not close it; export the walk
          to a file to be safe.
        </p>
      )}
      <ChangedText />
      {isOpen && <TakeOver />}
      {isOpen && !stand.current && (
        <p className={styles.hold}>Every step has its outcome. Check Verification below, then finish.</p>
      )}
      <div className={styles.buttons}>
        {isOpen && (
          <button
            type="button"
            className={stand.current ? styles.other : styles.main}
            onClick={() => (stand.current && !isEnding ? setIsEnding(true) : end())}
          >
            {isEnding ? 'End it before the last step' : stand.current ? 'End this walk early' : 'Finish this walk'}
          </button>
        )}
        {isEnding && (
          <button type="button" className={styles.other} onClick={() => setIsEnding(false)}>
            Keep it open
          </button>
        )}
        {!isOpen && (
          <button type="button" className={styles.other} onClick={() => session.send({ kind: 'reopen' })}>
            Open it again
          </button>
        )}
        <ExportWalk />
      </div>
      {!isOpen && (
        <Suspense fallback={<p>One moment.</p>}>
          <Finish key={walk.id} walk={walk} />
        </Suspense>
      )}
      <details className={styles.more}>
        <summary>Other walks, and this device</summary>
        <div className={styles.buttons}>
          <button type="button" className={styles.other} onClick={() => session.choose(undefined)}>
            Start another walk
          </button>
          <ImportWalk />
        </div>
        <Switcher />
      </details>
    </section>
  );
}

/** Says which steps changed since the walk began. The walk goes on with its own text until the person moves it. */
function ChangedText(): ReactNode {
  const { data, walks } = useLiveDesk();
  const { html } = usePage();
  const walk = walks.state.active;
  if (!walk || !data.body || !data.text || walk.fingerprint === data.text.fingerprint) return null;
  const text = toWalkText(data.body.steps, html);
  const { fingerprint, commit } = data.text;
  return (
    <div className={styles.warning} role="alert">
      <p>
        <strong>This SOP has changed since you began.</strong> Below is the text that you began with; everything outside
        the procedure is the new text.
      </p>
      <StepChanges changes={compareTexts(walk.text ?? [], text)} />
      {walk.state === 'open' && (
        <button
          type="button"
          className={styles.other}
          onClick={() => walks.session.send({ kind: 'move', fingerprint, commit, text, at: getNow() })}
        >
          Move this walk to the new text
        </button>
      )}
    </div>
  );
}

/** A walk that came from somebody else asks who follows it now. */
function TakeOver(): ReactNode {
  const { session, state } = useLiveDesk().walks;
  const [person, setPerson] = useState(readMe);
  const id = useId();
  const last = state.active?.performers.at(-1);
  if (last !== undefined && readMe() === last) return null;
  return (
    <form
      className={styles.approve}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isHandle(person)) session.say('Write your handle, such as @alice.', true);
        else if (person === last || session.send({ kind: 'take-over', person, at: getNow() })) writeMe(person);
      }}
    >
      <label className={styles.label} htmlFor={id}>
        {last === undefined
          ? 'Nobody follows this walk yet. Your handle'
          : `${last} began this walk. Your handle, to take over`}
      </label>
      <input
        id={id}
        className={styles.input}
        value={person}
        maxLength={80}
        autoCapitalize="off"
        onChange={(event) => setPerson(event.target.value.trim())}
      />
      <button type="submit" className={styles.main}>
        Take over
      </button>
    </form>
  );
}
