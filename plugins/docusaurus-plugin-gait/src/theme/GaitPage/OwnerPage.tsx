import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { OwnerData } from '../../report/pages/owner.ts';
import { usePage } from '../gait-data/index.tsx';
import { Facts } from '../gait-parts/Facts.tsx';
import { Contact } from '../gait-parts/Links.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';
import { SopTable } from '../gait-parts/SopTable.tsx';
import { StandardsTable } from '../gait-parts/StandardsTable.tsx';
import styles from './OwnerPage.module.css';

/** An owner: how to reach them, and all that they answer for. */
export function OwnerPage(): ReactNode {
  const { data, description } = usePage<OwnerData>();
  const { owner, team, sops, total, standards } = data;
  return (
    <PageFrame
      lead={description}
      aside={
        <div className={styles.facts}>
          <Facts
            isStrip
            rows={[
              ['Contact', <Contact owner={owner} />],
              ['Team', team && <code>{team}</code>],
            ]}
          />
        </div>
      }
    >
      <Section id="sops" title={total === 1 ? '1 SOP' : `${total} SOPs`}>
        <SopTable caption={`SOPs of ${owner.title}`} rows={sops} />
        <p>
          <Link to={`/sops/?owner=${data.key}`}>{total > sops.length ? `Show all ${total}` : 'Filter them'}</Link>
        </p>
      </Section>
      <Section id="standards" title="Standards">
        <StandardsTable caption={`Standards of ${owner.title}`} standards={standards} />
      </Section>
    </PageFrame>
  );
}
