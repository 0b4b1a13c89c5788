import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { AlertData } from '../../report/pages/alert.ts';
import { usePage } from '../gait-data/index.tsx';
import { Breakable } from '../gait-parts/Breakable.tsx';
import { Exceptions } from '../gait-parts/ExceptionTable.tsx';
import { StatusTag } from '../gait-parts/Links.tsx';
import { MaturityBadge } from '../gait-parts/Maturity.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';
import { Propose } from '../gait-parts/Propose.tsx';
import { CheckStateText } from '../gait-parts/StateText.tsx';
import { usePlace } from '../gait-parts/use-place.ts';
import styles from './AlertPage.module.css';

/** An alert: what to do now. */
export function AlertPage(): ReactNode {
  const { data } = usePage<AlertData>();
  const place = usePlace();
  return (
    <PageFrame
      heading={
        <code>
          <Breakable id={data.name} />
        </code>
      }
      lead={`An alert of ${data.source}.`}
    >
      {data.state && (
        <Section id="state" title="Where it stands">
          <CheckStateText state={data.state} />
        </Section>
      )}
      <Section id="sops" title="Follow this now">
        {data.sops.length === 0 && (
          <>
            <p>No SOP answers this alert yet: a gap.</p>
            <Propose href={data.propose} subject={data.reference} />
          </>
        )}
        <ul className={styles.sops}>
          {data.sops.map((sop) => (
            <li key={sop.id}>
              <Link to={sop.path + place}>{sop.title}</Link>
              <MaturityBadge level={sop.maturity} rehearsed={sop.rehearsed} />
              {sop.status && <StatusTag status={sop.status} />}
              {sop.trigger && <p>{sop.trigger}</p>}
            </li>
          ))}
        </ul>
      </Section>
      <Exceptions exceptions={data.exceptions} own={data.reference} />
    </PageFrame>
  );
}
