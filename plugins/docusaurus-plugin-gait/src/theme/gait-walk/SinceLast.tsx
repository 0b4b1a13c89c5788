import type { ReactNode } from 'react';
import { compareTexts } from '../../report/walk/text.ts';
import { usePage } from '../gait-data/index.tsx';
import { StepChanges } from '../gait-parts/StepChanges.tsx';
import { readMe } from './me.ts';
import { toWalkText } from './page-text.ts';
import { useLiveDesk } from './use-walk.ts';
import styles from './Controls.module.css';

/** What changed since the reader last followed this SOP, step by step: as this device remembers it, else as records tell. */
export function SinceLast(): ReactNode {
  const { data, walks } = useLiveDesk();
  const { html } = usePage();
  const { followed } = walks.state;
  if (!data.body) return null;
  if (followed) {
    if (followed.fingerprint === data.text?.fingerprint) return null;
    const changes = compareTexts(followed.text, toWalkText(data.body.steps, html));
    return <Since on={followed.at.slice(0, 10)} changes={changes} />;
  }
  const me = readMe();
  const last = data.history.rows.find(({ by }) => by === me);
  const past = data.history.texts.find(({ fingerprint }) => fingerprint === last?.fingerprint);
  return last && past ? <Since on={last.on} changes={past.steps} /> : null;
}

function Since({ on, changes }: { on: string; changes: Parameters<typeof StepChanges>[0]['changes'] }): ReactNode {
  return (
    <div className={styles.warning}>
      <p>You last followed this on {on}. Since then it has changed:</p>
      <StepChanges changes={changes} />
    </div>
  );
}
