import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { SopPageData } from '../../report/pages/sop.ts';
import { DateText } from './DateText.tsx';
import { Facts } from './Facts.tsx';
import { ControlLink, LinkList, SopList } from './Links.tsx';
import styles from './SopAside.module.css';

/** What is known about an SOP besides its text. */
export function SopAside({ data, owner }: { data: SopPageData; owner?: ReactNode }): ReactNode {
  const { controls, alerts, related, linkedFrom, automation, repository, changed } = data;
  return (
    <div className={styles.aside}>
      <Facts
        rows={[
          ['Owner', owner],
          ['Contributors', data.contributors.join(', ')],
          ['Cadence', data.cadence],
          ['Trigger', data.trigger],
          ['Reviewed', data.lastReviewedOn && <DateText date={data.lastReviewedOn} />],
          ['Next review', data.nextReviewOn && <DateText date={data.nextReviewOn} isDue />],
          ['Changed', changed && <Changed changed={changed} />],
        ]}
      />
      <Group title="Controls it serves" isShown={controls.length > 0}>
        <ul>
          {controls.map((control) => (
            <li key={control.reference}>
              <ControlLink control={control} />
            </li>
          ))}
        </ul>
      </Group>
      <Group title="Alerts that lead here" isShown={alerts.length > 0}>
        <LinkList links={alerts} />
      </Group>
      <Group title="Automation" isShown={automation !== undefined}>
        <p>
          {automation?.path ? <Link to={automation.path}>{automation.name}</Link> : <code>{automation?.name}</code>}
          {automation?.summary && `: ${automation.summary}`}
        </p>
      </Group>
      <Group title="Related" isShown={related.length > 0}>
        <SopList sops={related} />
      </Group>
      <Group title="Linked from" isShown={linkedFrom.length > 0}>
        <SopList sops={linkedFrom} />
      </Group>
      {repository && (
        <p className={`${styles.links} gait-no-print`}>
          <Link href={repository.edit}>Edit this SOP</Link>
          <Link href={repository.history}>History</Link>
        </p>
      )}
    </div>
  );
}

function Group({ title, isShown, children }: { title: string; isShown: boolean; children: ReactNode }): ReactNode {
  if (!isShown) return null;
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
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
