import type { ReactNode } from 'react';
import type { SopPageData } from '../../report/pages/sop.ts';
import styles from './Paper.module.css';

/** On paper alone: which text this is, and who follows it when. */
export function PaperHead({ data }: { data: SopPageData }): ReactNode {
  const { text } = data;
  return (
    <div className={styles.paper}>
      {text && (
        <p>
          {data.id}, commit <code>{text.commit ?? 'none'}</code>, fingerprint <code>{text.fingerprint}</code>
        </p>
      )}
      <Blanks names={['Followed by', 'Date', 'Begun at', 'Environment', 'Ticket']} />
      <p className={styles.hint}>
        Tick the box of each step that is done; write the time, and a note where one is due.
      </p>
    </div>
  );
}

/** On paper alone: what the record asks for, to be typed in afterwards. */
export function PaperRecord({ data }: { data: SopPageData }): ReactNode {
  return (
    <section className={styles.paper} aria-label="Record on paper">
      <h2>Record</h2>
      <Boxes name="Outcome" choices={['completed', 'deviated', 'failed', 'abandoned']} />
      <Blanks names={['Finished at', 'Steps skipped or failed, and why']} />
      {data.roles.map((role) => (
        <Blanks key={role} names={[`Approved as ${role} by`]} />
      ))}
      <Blanks names={['Evidence', 'Signed']} />
      <Blanks names={['Notes']} />
      <p className={styles.hint}>
        Afterwards: <code>gait record {data.id}</code>
      </p>
    </section>
  );
}

function Blanks({ names }: { names: readonly string[] }): ReactNode {
  return (
    <div className={styles.blanks}>
      {names.map((name) => (
        <span key={name}>{name}</span>
      ))}
    </div>
  );
}

function Boxes({ name, choices }: { name: string; choices: readonly string[] }): ReactNode {
  return (
    <div className={styles.boxes}>
      {name}
      {choices.map((choice) => (
        <span key={choice}>{choice}</span>
      ))}
    </div>
  );
}
