import { useId, useState, useSyncExternalStore } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { isKept } from '../../report/walk/values.ts';
import { usePage } from '../gait-data/index.tsx';
import { getCopyProblem, subscribeToCopy } from './copy-age.ts';
import { toItems, toWalkText } from './page-text.ts';
import { isHandle, readMe, writeMe } from './me.ts';
import { ImportWalk, Switcher } from './Switcher.tsx';
import { getNow } from './session.ts';
import { SinceLast } from './SinceLast.tsx';
import { useLiveDesk } from './use-walk.ts';
import styles from './Controls.module.css';

/** Where a walk begins: what has to be there first, who follows the SOP, where, and under which name. */
export function StartWalk(): ReactNode {
  const desk = useLiveDesk();
  const { html, title } = usePage();
  const { data, walks } = desk;
  const copyProblem = useSyncExternalStore(subscribeToCopy, getCopyProblem, () => undefined);
  const [checked, setChecked] = useState<readonly string[]>([]);
  const [name, setName] = useState('');
  const [person, setPerson] = useState(readMe);
  const [environment, setEnvironment] = useState(data.environments[0] ?? 'production');
  const [problem, setProblem] = useState('');
  const ids = { name: useId(), person: useId(), environment: useId() };
  const prerequisites = data.body?.sections.find(({ key }) => key === 'prerequisites');
  const items = [
    ...data.roles.map((role) => `Role at hand: ${role}`),
    ...(prerequisites ? toItems(prerequisites.blocks, html) : []),
  ];

  const start = (event: FormEvent): void => {
    event.preventDefault();
    if (!data.body || !data.text) return;
    if (!isHandle(person)) {
      setProblem('Write your handle, such as @alice: the record needs it.');
      document.getElementById(ids.person)?.focus();
      return;
    }
    const open = items.filter((item) => !checked.includes(item));
    writeMe(person);
    const id = walks.session.start({
      name: name.trim() || `${getNow().slice(0, 16).replace('T', ' ')}`,
      sop: data.id,
      title,
      fingerprint: data.text.fingerprint,
      commit: data.text.commit,
      environment,
      performers: [person],
      variables: Object.fromEntries(
        data.variables.flatMap((one): [string, string][] => {
          const value = desk.values[one.name] ?? '';
          return isKept(one) && value !== '' ? [[one.name, value]] : [];
        }),
      ),
      text: toWalkText(data.body.steps, html),
      ...(open.length > 0 && {
        notes: `Not confirmed at the start: ${open.map((item) => item.replace(/\.$/u, '')).join('; ')}.`.slice(0, 4000),
      }),
    });
    desk.carryOver(id);
  };
  return (
    <section className={`${styles.panel} gait-no-print`} aria-label="Follow this SOP" id="walk" tabIndex={-1}>
      <h3 className={styles.heading}>Follow it step by step</h3>
      <p>
        A walk ticks each step with its time, holds you at stops and approvals, survives a closed tab, and ends as a
        record. It stays in this browser until you send it.
      </p>
      <SinceLast />
      {walks.state.unkept !== undefined && (
        <p className={styles.warning} role="alert">
          <strong>Nothing will be kept.</strong> {walks.state.unkept}: a walk lives in this tab alone.
        </p>
      )}
      {copyProblem !== undefined ? (
        <p className={styles.warning}>{copyProblem}</p>
      ) : (
        <form onSubmit={start}>
          {items.length > 0 && (
            <fieldset className={styles.checks}>
              <legend>Before you start</legend>
              {items.map((item) => (
                <label key={item}>
                  <input
                    type="checkbox"
                    checked={checked.includes(item)}
                    onChange={(event) =>
                      setChecked(event.target.checked ? [...checked, item] : checked.filter((one) => one !== item))
                    }
                  />
                  <span>{item}</span>
                </label>
              ))}
            </fieldset>
          )}
          <div className={styles.fields}>
            <div>
              <label className={styles.label} htmlFor={ids.name}>
                Name of this walk
              </label>
              <input
                id={ids.name}
                className={styles.input}
                value={name}
                maxLength={200}
                placeholder="Ticket or resource"
                onChange={(event) => setName(event.target.value)}
              />
            </div>
            <div>
              <label className={styles.label} htmlFor={ids.person}>
                Your handle
              </label>
              <input
                id={ids.person}
                className={styles.input}
                value={person}
                maxLength={80}
                placeholder="@alice"
                autoCapitalize="off"
                aria-invalid={problem !== ''}
                aria-describedby={`${ids.person}-problem`}
                onChange={(event) => {
                  setPerson(event.target.value.trim());
                  setProblem('');
                }}
              />
              <p id={`${ids.person}-problem`} role="status" className={styles.problem}>
                {problem}
              </p>
            </div>
            <div>
              <label className={styles.label} htmlFor={ids.environment}>
                Environment
              </label>
              <select
                id={ids.environment}
                className={styles.input}
                value={environment}
                onChange={(event) => setEnvironment(event.target.value)}
              >
                {(data.environments.length > 0 ? data.environments : ['production']).map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            </div>
          </div>
          <div className={styles.buttons}>
            <button type="submit" className={styles.main}>
              Start a walk
            </button>
            <ImportWalk />
          </div>
        </form>
      )}
      <Switcher />
    </section>
  );
}
