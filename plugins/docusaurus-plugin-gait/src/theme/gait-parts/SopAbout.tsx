import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { ControlLink as Control } from '../../report/pages/references.ts';
import type { HistoryRow } from '../../report/pages/history.ts';
import type { SopPageData } from '../../report/pages/sop.ts';
import { DateText } from './DateText.tsx';
import { Facts } from './Facts.tsx';
import { ControlLink, LinkList, Owner, SopList } from './Links.tsx';
import { Section } from './PageFrame.tsx';
import { ParityTable } from './ParityTable.tsx';
import styles from './SopAbout.module.css';
import { StepChanges } from './StepChanges.tsx';
import { SopMaturity } from './SopMaturity.tsx';

/** Where an SOP stands and what it belongs to: for who looks after it, after what one needs to follow it. */
export function SopAbout({ data }: { data: SopPageData }): ReactNode {
  const { controls, alerts, related, linkedFrom, automation, changed, owner } = data;
  return (
    <div className={styles.about}>
      <Section id="about" title="About this SOP">
        <div className={styles.columns}>
          <SopMaturity evidence={data.evidence} />
          <div>
            <Facts
              rows={[
                ['Owner', owner && <Owner owner={owner} />],
                ['Contributors', data.contributors.join(', ')],
                ['Cadence', data.cadence],
                ['Trigger', data.trigger],
                ['Reviewed', data.lastReviewedOn && <DateText date={data.lastReviewedOn} />],
                ['Next review', data.nextReviewOn && <DateText date={data.nextReviewOn} isDue />],
                ['Changed', changed && <Changed changed={changed} />],
              ]}
            />
            <RepositoryLinks data={data} />
            <History data={data} />
          </div>
          <div>
            <Group title="Automation" isShown={automation !== undefined}>
              <p>
                {automation?.path ? (
                  <Link to={automation.path}>{automation.name}</Link>
                ) : (
                  <code>{automation?.name}</code>
                )}
                {automation?.summary && `: ${automation.summary}`}
              </p>
            </Group>
            {groupByFramework(controls).map(([framework, members]) => (
              <Group key={framework} title={`Controls of ${framework}`} isShown>
                <ul>
                  {members.map((control) => (
                    <li key={control.reference}>
                      <ControlLink control={control} />
                    </li>
                  ))}
                </ul>
              </Group>
            ))}
            <Group title="Alerts that lead here" isShown={alerts.length > 0}>
              <LinkList links={alerts} />
            </Group>
            <Group title="Related" isShown={related.length > 0}>
              <SopList sops={related} />
            </Group>
            <Group title="Linked from" isShown={linkedFrom.length > 0}>
              <SopList sops={linkedFrom} />
            </Group>
          </div>
        </div>
      </Section>
      {automation?.parity && (
        <Section
          id="parity"
          title="By hand and by automation"
          note="The same steps, and the phase of the automation that does each. A step that changes on one side alone is reported."
        >
          <ParityTable parity={automation.parity} page="sop" />
        </Section>
      )}
    </div>
  );
}

function Group({ title, isShown, children }: { title: string; isShown: boolean; children: ReactNode }): ReactNode {
  if (!isShown) return null;
  return (
    <div className={styles.group}>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** Who carried it out, when and how it ended; whether they followed the text that is shown. */
function History({ data: { history } }: { data: SopPageData }): ReactNode {
  if (history.total === 0) return null;
  return (
    <details className={styles.group}>
      <summary>
        Carried out {history.total} {history.total === 1 ? 'time' : 'times'}
      </summary>
      <ul>
        {history.rows.map((row) => (
          <li key={row.id}>
            <DateText date={row.on} />, {row.outcome} in {row.environment} by {row.by},{' '}
            {row.isOfThisText ? 'this text' : 'an earlier text'} <code>{row.fingerprint}</code>
            <Since row={row} history={history} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What changed since; with the newest record of an earlier text alone, since the others would say it again. */
function Since({ row, history }: { row: HistoryRow; history: SopPageData['history'] }): ReactNode {
  const past = history.texts.find(({ fingerprint }) => fingerprint === row.fingerprint);
  const first = history.rows.find(({ fingerprint }) => fingerprint === row.fingerprint);
  if (!past || first !== row) return null;
  return (
    <details>
      <summary>What has changed since then</summary>
      <StepChanges changes={past.steps} />
    </details>
  );
}

function RepositoryLinks({ data: { repository, problem } }: { data: SopPageData }): ReactNode {
  if (!repository) return null;
  return (
    <p className={`${styles.links} gait-no-print`}>
      <Link href={repository.edit}>Edit this SOP</Link>
      <Link href={repository.history}>History</Link>
      {problem && <Link href={problem.page}>Report a problem</Link>}
    </p>
  );
}

function Changed({ changed }: { changed: NonNullable<SopPageData['changed']> }): ReactNode {
  const commit = <code>{changed.commit.slice(0, 7)}</code>;
  return (
    <>
      <DateText date={changed.on} /> {changed.href ? <Link href={changed.href}>{commit}</Link> : commit}
    </>
  );
}

function groupByFramework(controls: readonly Control[]): [framework: string, controls: Control[]][] {
  const groups = new Map<string, Control[]>();
  for (const control of controls) {
    const framework = control.reference.split('#')[0] ?? '';
    groups.set(framework, [...(groups.get(framework) ?? []), control]);
  }
  return [...groups];
}
