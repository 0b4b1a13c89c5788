import type { ReactNode } from 'react';
import { compareTexts, type TextChange } from '../../report/walk/text.ts';
import { usePage } from '../gait-data/index.tsx';
import { toWalkText } from './page-text.ts';
import { useLiveDesk } from './use-walk.ts';
import styles from './Controls.module.css';

/** What changed since the SOP was last followed to its end on this device, step by step. */
export function SinceLast(): ReactNode {
  const { data, walks } = useLiveDesk();
  const { html } = usePage();
  const { followed } = walks.state;
  if (!followed || !data.body || followed.fingerprint === data.text?.fingerprint) return null;
  return (
    <div className={styles.warning}>
      <p>You last followed this on {followed.at.slice(0, 10)}. Since then it has changed:</p>
      <Changes changes={compareTexts(followed.text, toWalkText(data.body.steps, html))} />
    </div>
  );
}

/** Steps that differ, or words for a difference elsewhere in the text. */
export function Changes({ changes }: { changes: readonly TextChange[] }): ReactNode {
  if (changes.length === 0) return <p>The steps are the same; Verification, Rollback or the values differ.</p>;
  return (
    <ul>
      {changes.map(({ kind, id, number, title }) => (
        <li key={id}>
          {kind === 'removed' ? (
            `Removed: step ${number}, ${title}`
          ) : (
            <>
              {kind === 'added' ? 'New' : 'Changed'}: <a href={`#${id}`}>step {number}</a>, {title}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
