import { useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { findCredentials } from '../../report/walk/credentials.ts';
import { getIssueLink, getNewFileLink, getProposal } from '../../report/walk/handover.ts';
import { getOutcome, getPossibleOutcomes } from '../../report/walk/outcome.ts';
import { getDetailProblems, toRecord, toRecordText, type RecordDetails } from '../../report/walk/record.ts';
import type { Walk } from '../../report/walk/text.ts';
import { download } from './download.ts';
import { useDrafts } from './use-draft.ts';
import { useLiveDesk } from './use-walk.ts';
import styles from './Controls.module.css';

/** The end of a walk: the record that it becomes, whole and as it will be sent, and the ways to send it. */
export default function Finish({ walk }: { walk: Walk }): ReactNode {
  const { secrets } = useLiveDesk();
  const { readDraft, keepDraft } = useDrafts();
  const [details, setDetails] = useState(() => withDrafts(createDetails(walk), walk, readDraft));
  const set = (field: keyof RecordDetails) => (value: string) => {
    setDetails((old) => ({ ...old, [field]: value }));
    keepDraft(toField(walk, field), value);
  };
  const problems = getDetailProblems(walk, details);
  const record = toRecord(walk, details);
  const text = toRecordText(record);
  const credentials = useMemo(() => findCredentials(text, secrets), [text, secrets]);
  const problemOf = (field: keyof RecordDetails): string | undefined =>
    problems.find((one) => one.field === field)?.problem;
  const isReady = problems.length === 0 && credentials.length === 0;
  return (
    <div className={styles.finish}>
      <h4>The record of this walk</h4>
      <div className={styles.fields}>
        <div>
          <label className={styles.label} htmlFor="gait-outcome">
            How it ended
          </label>
          <select
            id="gait-outcome"
            className={styles.input}
            value={details.outcome}
            onChange={(event) => set('outcome')(event.target.value)}
          >
            {getPossibleOutcomes(walk).map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </div>
        <Field label="Your handle" value={details.person} problem={problemOf('person')} onChange={set('person')} />
        <Field
          label="Environment"
          value={details.environment}
          problem={problemOf('environment')}
          onChange={set('environment')}
        />
        {walk.commit === null && (
          <Field
            label="Commit that you followed"
            value={details.commit}
            problem={problemOf('commit')}
            onChange={set('commit')}
          />
        )}
        <Field
          label="Ticket (address)"
          value={details.reference}
          problem={problemOf('reference')}
          onChange={set('reference')}
        />
        <Field
          label="Due date that it satisfies (YYYY-MM-DD)"
          value={details.occurrence}
          problem={problemOf('occurrence')}
          onChange={set('occurrence')}
        />
        <Field
          label="Evidence (addresses, one a line)"
          isLong
          value={details.evidence}
          problem={problemOf('evidence')}
          onChange={set('evidence')}
        />
        <Field label="Notes" isLong value={details.notes} problem={problemOf('notes')} onChange={set('notes')} />
      </div>
      <p>This is all that is in it; values of variables are not:</p>
      <pre className={styles.preview} tabIndex={0} role="group" aria-label="The record">
        {text}
      </pre>
      {credentials.length > 0 && (
        <div className={styles.warning} role="alert">
          <strong>This looks like a credential, so the record cannot be sent:</strong>
          <ul>
            {credentials.map(({ what, line }) => (
              <li key={line}>
                line {line}: {what}
              </li>
            ))}
          </ul>
          Open the walk again to change the note of a step. If it was a real one, somebody has to revoke it.
        </div>
      )}
      {isReady ? (
        <Ways walk={walk} id={record.id} text={text} />
      ) : (
        <p className={styles.hold}>Mend what is marked above first.</p>
      )}
    </div>
  );
}

/** The ways to send a record: as a file, or to the git host. Nothing is sent before one is taken. */
function Ways({ walk, id, text }: { walk: Walk; id: string; text: string }): ReactNode {
  const { data, walks } = useLiveDesk();
  const { repository } = data;
  const path = `${data.records}/${id}.yaml`;
  const link = repository && getNewFileLink(repository, { path, text });
  const host = repository?.host === 'gitlab' ? 'GitLab' : 'GitHub';
  const hasTrouble = getOutcome(walk) !== 'completed' || walk.steps.some(({ outcome }) => outcome !== 'done');
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => walks.session.say(link ? `Copied. Paste it into the new file on ${host}.` : 'Copied.'),
      () => walks.session.say('The browser did not let the page copy: download the file instead.', true),
    );
  };
  return (
    <>
      <div className={styles.buttons}>
        <button
          type="button"
          className={styles.main}
          onClick={() => download({ name: `${id}.yaml`, type: 'application/yaml', text })}
        >
          Download the record
        </button>
        {link && (
          <a
            className={styles.other}
            href={link.href}
            target="_blank"
            rel="noreferrer noopener"
            onClick={link.hasText ? undefined : copy}
          >
            {link.hasText ? `New file on ${host}, filled in` : `Copy, then paste into a new file on ${host}`}
          </a>
        )}
        {repository && hasTrouble && (
          <a
            className={styles.other}
            href={getIssueLink(repository, getProposal(walk))}
            target="_blank"
            rel="noreferrer noopener"
          >
            Propose a fix with your notes
          </a>
        )}
      </div>
      <p className={styles.where}>
        It belongs in <code>{path}</code>, in a commit of your own.
      </p>
    </>
  );
}

function Field({
  label,
  value,
  problem,
  isLong = false,
  onChange,
}: {
  label: string;
  value: string;
  problem: string | undefined;
  isLong?: boolean;
  onChange: (value: string) => void;
}): ReactNode {
  const id = useId();
  const shared = {
    id,
    value,
    className: styles.input,
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${id}-problem`,
  };
  return (
    <div className={isLong ? styles.wide : undefined}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {isLong ? (
        <textarea {...shared} rows={3} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...shared} onChange={(event) => onChange(event.target.value)} />
      )}
      <p id={`${id}-problem`} role="status" className={styles.problem}>
        {problem}
      </p>
    </div>
  );
}

/** What a record holds before anybody has typed. One walk is one record: its id comes from the walk and stays with it. */
function createDetails(walk: Walk): RecordDetails {
  return {
    suffix: walk.id.replaceAll('-', '').slice(0, 6).padEnd(6, '0'),
    outcome: getOutcome(walk),
    environment: walk.environment ?? 'production',
    person: walk.performers.at(-1) ?? '',
    commit: walk.commit ?? '',
    reference: '',
    evidence: '',
    occurrence: '',
    notes: '',
  };
}

/** With what was typed before; an outcome only while the walk can have ended so. */
function withDrafts(details: RecordDetails, walk: Walk, readDraft: (field: string) => string): RecordDetails {
  const next = { ...details };
  for (const field of ['environment', 'person', 'commit', 'reference', 'evidence', 'occurrence', 'notes'] as const)
    next[field] = readDraft(toField(walk, field)) || details[field];
  const outcome = readDraft(toField(walk, 'outcome'));
  next.outcome = getPossibleOutcomes(walk).find((one) => one === outcome) ?? details.outcome;
  return next;
}

/** What was said of the outcome holds for as long as the steps say the same: a walk may be opened again, and end otherwise. */
function toField(walk: Walk, field: keyof RecordDetails): string {
  return field === 'outcome' ? `record:outcome, for ${getOutcome(walk)}` : `record:${field}`;
}
