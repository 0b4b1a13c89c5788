import type { ReactNode } from 'react';
import type { Diagnostic } from '../../model/diagnostic.ts';
import styles from './Diagnostics.module.css';

/** What the validator says about the page's file; shown while people write, not on a published site. */
export function Diagnostics({ diagnostics }: { diagnostics: readonly Diagnostic[] | undefined }): ReactNode {
  if (!diagnostics || diagnostics.length === 0) return null;
  return (
    <section aria-label="Diagnostics" className={styles.panel}>
      <h2>
        {diagnostics.length} {diagnostics.length === 1 ? 'message' : 'messages'} of the validator
      </h2>
      <ul>
        {diagnostics.map((one, index) => (
          <li key={index} className={styles[one.severity]}>
            <p>
              <strong>{one.severity}</strong>{' '}
              <code>
                {one.file}
                {one.place && `:${one.place.start.line}:${one.place.start.column}`}
              </code>{' '}
              <code>{one.rule}</code>
            </p>
            <p>{one.message}</p>
            {one.hint && <p className={styles.hint}>{one.hint}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
