import Link from '@docusaurus/Link';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { download } from './download.ts';
import { getWalkFileName, toWalkText } from '../../report/walk/export.ts';
import type { Walk } from '../../report/walk/text.ts';
import { writeMe } from './me.ts';
import { useLiveDesk } from './use-walk.ts';
import styles from './Controls.module.css';

/** Walks of this device: those of this SOP to go on with, those of others to go to, and the end of all of them. */
export function Switcher(): ReactNode {
  const { session, state } = useLiveDesk().walks;
  const others = state.walks.filter(({ id }) => id !== state.active?.id);
  if (others.length === 0 && state.elsewhere.length === 0 && !state.active) return null;
  return (
    <div className={styles.switcher}>
      {others.length > 0 && <h4>Other walks of this SOP on this device</h4>}
      <ul>
        {others.map((walk) => (
          <li key={walk.id}>
            <button type="button" className={styles.other} onClick={() => session.choose(walk.id)}>
              {walk.state === 'open' ? 'Go on with' : 'Look at'} {walk.name}
            </button>
            <span>
              {walk.state}, {walk.steps.length} of {walk.text?.length ?? 0} steps, begun{' '}
              {walk.started_at.slice(0, 16).replace('T', ' ')}
            </span>
          </li>
        ))}
      </ul>
      {state.elsewhere.length > 0 && <h4>Open walks of other SOPs</h4>}
      <ul>
        {state.elsewhere.map((walk) => (
          <li key={walk.id}>
            <Link to={`/sops/${walk.sop}/`}>{walk.title}</Link> <span>{walk.name}</span>
          </li>
        ))}
      </ul>
      <p>
        <button
          type="button"
          className={styles.quiet}
          onClick={() => {
            if (!window.confirm('Erase every walk and everything typed, on this device? This cannot be undone.'))
              return;
            writeMe('');
            void session.eraseAll();
          }}
        >
          Erase everything on this device
        </button>{' '}
        Finished walks are erased after 7 days.
      </p>
    </div>
  );
}

/** Takes over a walk from a file. */
export function ImportWalk(): ReactNode {
  const { session } = useLiveDesk().walks;
  const { data } = useLiveDesk();
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File): Promise<void> => {
    const { readWalk } = await import('../../report/walk/read-walk.ts');
    const { walk, problems } = readWalk(await file.text());
    if (problems) session.say(problems.join(' '), true);
    else if (!walk.text)
      session.say('Unexpected walk without the text of its steps, expected one exported from a page.', true);
    else {
      session.add(walk);
      if (walk.sop !== data.id) session.say(toElsewhere(walk));
    }
  };
  return (
    <>
      <button type="button" className={styles.other} onClick={() => input.current?.click()}>
        Take over from a file
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label="File of a walk"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) take(file).catch(() => session.say('The file could not be read.', true));
        }}
      />
    </>
  );
}

/** Where to find a walk of another SOP: this page lists open ones alone. */
function toElsewhere({ name, title, state }: Walk): string {
  const place = state === 'open' ? 'open it from the list below' : 'it is shown on the page of that SOP';
  return `${name} belongs to ${title}: ${place}.`;
}

/** Hands the active walk over as a file. */
export function ExportWalk(): ReactNode {
  const { active } = useLiveDesk().walks.state;
  if (!active) return null;
  return (
    <button
      type="button"
      className={styles.other}
      onClick={() => download({ name: getWalkFileName(active), type: 'application/json', text: toWalkText(active) })}
    >
      Export to a file
    </button>
  );
}
