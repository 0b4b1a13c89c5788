import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { SopPageData } from '../../report/pages/sop.ts';
import { usePage } from '../gait-data/index.tsx';
import { DateText } from '../gait-parts/DateText.tsx';
import { Diagnostics } from '../gait-parts/Diagnostics.tsx';
import { Facts } from '../gait-parts/Facts.tsx';
import { Contact } from '../gait-parts/Links.tsx';
import { MaturityBadge } from '../gait-parts/Maturity.tsx';
import { PageFrame } from '../gait-parts/PageFrame.tsx';
import { PaperHead, PaperRecord } from '../gait-parts/Paper.tsx';
import { SopAbout } from '../gait-parts/SopAbout.tsx';
import { SopBody } from '../gait-parts/SopBody.tsx';
import { SopContents } from '../gait-parts/SopContents.tsx';
import { getReason } from '../gait-parts/SopMaturity.tsx';
import { Risk } from '../gait-parts/Risk.tsx';
import { WalkDesk } from '../gait-walk/desk.tsx';
import styles from './SopPage.module.css';

/** An SOP: what a person needs to know before, then the steps, then where it stands. */
export function SopPage(): ReactNode {
  const { data } = usePage<SopPageData>();
  const { evidence, owner } = data;
  return (
    <WalkDesk key={data.id} data={data}>
      <PageFrame
        lead={data.description}
        above={[{ title: 'SOPs', path: '/sops/' }, ...(data.area ? [data.area] : [])]}
        aside={
          <div className={styles.strip}>
            <div className={styles.maturity}>
              <MaturityBadge level={evidence.effective} rehearsed={evidence.rehearsed} isLarge />
              <p>
                {getReason(evidence)} <a href="#maturity">Why</a>
              </p>
            </div>
            <Facts
              isStrip
              rows={[
                ['Takes', data.duration],
                ['Risk', data.risk && <Risk risk={data.risk} />],
                ['Where', data.environments.join(', ')],
                ['Roles', data.roles.join(', ')],
                ['Ask', owner && <Contact owner={owner} text={owner.title} />],
                ['Next review', data.nextReviewOn && <DateText date={data.nextReviewOn} isDue />],
              ]}
            />
          </div>
        }
      >
        <PaperHead data={data} />
        <Diagnostics diagnostics={data.diagnostics} />
        {data.status !== 'active' && <StatusNotice data={data} />}
        <div className={styles.columns}>
          <SopContents data={data} />
          <article className={styles.body}>
            {data.body ? <SopBody body={data.body} problem={data.problem} /> : <p>This SOP could not be read.</p>}
          </article>
        </div>
        <PaperRecord data={data} />
        <SopAbout data={data} />
      </PageFrame>
    </WalkDesk>
  );
}

function StatusNotice({ data }: { data: SopPageData }): ReactNode {
  return (
    <p className={styles.notice}>
      <strong>This SOP is {data.status === 'draft' ? 'a draft' : data.status}.</strong>{' '}
      {data.replacedBy ? (
        <>
          Follow <Link to={data.replacedBy.path}>{data.replacedBy.title}</Link> instead.
        </>
      ) : data.status === 'draft' ? (
        'Do not rely on it yet.'
      ) : (
        'Nothing replaces it.'
      )}
    </p>
  );
}
