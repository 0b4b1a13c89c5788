import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Contact } from '../gait-parts/Links.tsx';
import { SHORTCUTS, goToHead, goToStep, useFollow, useShortcuts, useWakeLock } from './use-aids.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useLiveDesk } from './use-walk.ts';
import styles from './WalkBar.module.css';

/** The bar at the foot of the window: where one is, the way to Rollback and Escalation and back, whom to ask, and what was said. */
export function WalkBar(): ReactNode {
  const { data, walks } = useLiveDesk();
  const { state, stand } = walks;
  const walk = state.active?.state === 'open' ? state.active : undefined;
  const current = walk && stand?.current;
  const [hasKeys, setHasKeys] = useState(readKeys);
  const [isHelpShown, setIsHelpShown] = useState(false);
  const showHelp = useCallback(() => setIsHelpShown((old) => !old), []);
  const isOpen = walk !== undefined;
  useWakeLock(isOpen);
  useFollow(current?.id);
  useKeptFocus();
  useShortcuts(isOpen && hasKeys, current?.id, showHelp);
  useEffect(() => {
    // What is focused must not lie under the bar. Not at every change: the whole page takes its style anew.
    document.documentElement.classList.toggle('gait-walking', isOpen);
    return () => document.documentElement.classList.remove('gait-walking');
  }, [isOpen]);
  const ways = data.body?.sections.filter(({ key }) => key === 'rollback' || key === 'escalation') ?? [];
  return (
    <div className={`${styles.foot} gait-no-print`}>
      <Said />
      {walk && (
        <nav className={styles.bar} aria-label="Walk">
          {isHelpShown && (
            <div className={styles.help}>
              <dl>
                {SHORTCUTS.map(([key, what]) => (
                  <div key={key}>
                    <dt>
                      <kbd>{key}</kbd>
                    </dt>
                    <dd>{what}</dd>
                  </div>
                ))}
              </dl>
              <label>
                <input
                  type="checkbox"
                  checked={hasKeys}
                  onChange={(event) => {
                    setHasKeys(event.target.checked);
                    writeKeys(event.target.checked);
                  }}
                />{' '}
                Single keys act on the current step
              </label>
            </div>
          )}
          <button type="button" className={styles.step} onClick={() => (current ? goToStep(current.id) : goToHead())}>
            {current ? (
              <>
                Step {current.number} <span>of {stand?.steps.length}</span>
              </>
            ) : (
              'All steps ticked: finish'
            )}
          </button>
          {ways.map(({ slug, title }) => (
            <a key={slug} href={`#${slug}`}>
              {title}
            </a>
          ))}
          {data.owner && (
            <span className={styles.ask}>
              <Contact
                owner={data.owner}
                text={
                  <>
                    Ask<span className={styles.name}> {data.owner.title}</span>
                  </>
                }
              />
            </span>
          )}
          <button type="button" className={styles.keys} aria-expanded={isHelpShown} onClick={showHelp}>
            Keys
          </button>
        </nav>
      )}
    </div>
  );
}

/** What just happened: read out at once, and shown for as long as it takes to read. */
function Said(): ReactNode {
  const { state, stand } = useLiveDesk().walks;
  const { message } = state;
  const current = state.active?.state === 'open' ? stand?.current : undefined;
  const [shown, setShown] = useState<number>();
  useEffect(() => {
    if (!message) return undefined;
    setShown(message.count);
    const timer = setTimeout(() => setShown(undefined), message.isRefusal ? 15_000 : 5000);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <div className={styles.said} data-gait-said="">
      <p className={styles.hidden} role="status" data-gait-announce="">
        {current && `Current step: ${current.number}, ${current.title}`}
      </p>
      <p role="status" className={message?.isRefusal ? styles.refusal : styles.message}>
        {message && shown === message.count ? message.text : ''}
      </p>
    </div>
  );
}

const KEYS = 'gait-keys';

function readKeys(): boolean {
  try {
    return localStorage.getItem(KEYS) !== 'off';
  } catch {
    return true;
  }
}

function writeKeys(isOn: boolean): void {
  try {
    localStorage.setItem(KEYS, isOn ? 'on' : 'off');
  } catch {
    // Then it holds until the page is left.
  }
}
