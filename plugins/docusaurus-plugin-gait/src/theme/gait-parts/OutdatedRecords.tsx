import type { ReactNode } from 'react';
import type { OutdatedGroup } from '../../report/outdated.ts';
import { DateText } from './DateText.tsx';
import styles from './OutdatedRecords.module.css';

/** Records of earlier texts, which no longer count, and what changed since each text. */
export function OutdatedRecords({ groups, isOpen }: { groups: readonly OutdatedGroup[]; isOpen: boolean }): ReactNode {
  if (groups.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary>Records of an earlier text</summary>
      <p>They no longer count towards maturity.</p>
      {groups.map(({ fingerprint, records, changes }) => (
        <div key={fingerprint} className={styles.group}>
          <ul className={styles.records}>
            {records.map(({ id, on }) => (
              <li key={id}>
                <DateText date={on} />, <code>{id}</code>
              </li>
            ))}
          </ul>
          {changes === null ? (
            <p>What changed since is not known: the history of this site does not hold that text.</p>
          ) : (
            <>
              <p>Since then:</p>
              <ul>
                {changes.map(({ text, step }) => (
                  <li key={text}>{step === undefined ? text : <a href={`#${step}`}>{text}</a>}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      ))}
    </details>
  );
}
