import type { ReactNode } from 'react';
import type { LineChange } from '../../report/compare-lines.ts';
import styles from './StepChanges.module.css';

/** A step that differs between two texts of an SOP. */
interface ShownChange {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  id: string;
  number: number;
  title: string;
  lines: readonly LineChange[];
}

const WORDS = { added: 'New', removed: 'Removed', changed: 'Changed', moved: 'Moved' } as const;
const SIGNS = { same: ' ', removed: '−', added: '+' } as const;

/** What changed between two texts, step by step; words for a difference outside the steps. */
export function StepChanges({ changes }: { changes: readonly ShownChange[] }): ReactNode {
  if (changes.length === 0) return <p>The steps are the same; Verification, Rollback or the values differ.</p>;
  return (
    <ul className={styles.list}>
      {changes.map(({ kind, id, number, title, lines }) => (
        <li key={`${kind} ${id}`}>
          {kind === 'removed' ? (
            `Removed: step ${number}, ${title}`
          ) : (
            <>
              {WORDS[kind]}: <a href={`#${id}`}>step {number}</a>, {title}
            </>
          )}
          <Lines lines={lines} />
        </li>
      ))}
    </ul>
  );
}

function Lines({ lines }: { lines: readonly LineChange[] }): ReactNode {
  if (lines.length === 0) return null;
  return (
    <div className={styles.lines} tabIndex={0} role="group" aria-label="What it said, and what it says now">
      {lines.map(({ kind, text }, index) => {
        const shown = (
          <>
            <span aria-hidden="true">{SIGNS[kind]} </span>
            {text}
          </>
        );
        if (kind === 'removed') return <del key={index}>{shown}</del>;
        return kind === 'added' ? <ins key={index}>{shown}</ins> : <span key={index}>{shown}</span>;
      })}
    </div>
  );
}
