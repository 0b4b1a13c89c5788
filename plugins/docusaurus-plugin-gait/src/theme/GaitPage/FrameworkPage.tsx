import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { FrameworkData } from '../../report/pages/framework.ts';
import { usePage } from '../gait-data/index.tsx';
import { Bar, Legend } from '../gait-parts/Bar.tsx';
import { ChapterMaps } from '../gait-parts/ChapterMaps.tsx';
import { ControlTable } from '../gait-parts/ControlTable.tsx';
import { MaturityTable } from '../gait-parts/MaturityTable.tsx';
import { DateText } from '../gait-parts/DateText.tsx';
import { Facts } from '../gait-parts/Facts.tsx';
import { GroupTable } from '../gait-parts/GroupTable.tsx';
import { NeedTable } from '../gait-parts/NeedTable.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';
import { getVerdictText } from '../gait-parts/StateText.tsx';
import styles from './FrameworkPage.module.css';

/** A framework: the picture first, then its gaps, then what is served. */
export function FrameworkPage(): ReactNode {
  const { data, title } = usePage<FrameworkData>();
  const { counts, controls, groups } = data;
  const gaps = controls.filter((control) => control.best === undefined && !control.isWithdrawn);
  const served = controls.filter((control) => control.best !== undefined && !control.isWithdrawn);
  const withdrawn = controls.filter((control) => control.isWithdrawn);
  return (
    <PageFrame
      above={[{ title: 'Controls', path: '/controls/' }]}
      lead={`${counts.covered} of ${counts.total} controls have an SOP; ${counts.checked} have a check.${getExceptionText(data.exceptions)}`}
      aside={
        <div className={styles.bar}>
          <Bar segments={data.segments} label={title} />
          <Legend keys={['run', 'walk', 'crawl', 'gap']} />
        </div>
      }
    >
      {data.verdicts && (
        <Section id="state" title="Where controls stand">
          <Facts
            isStrip
            rows={Object.entries(data.verdicts)
              .filter(([, count]) => count > 0)
              .map(([verdict, count]) => [getVerdictText(verdict), count])}
          />
        </Section>
      )}
      {data.needs && data.needs.length > 0 && (
        <Section id="needed" title="Procedures needed now">
          <NeedTable caption="Failing checks of these controls" needs={data.needs} />
          {data.moreNeeds > 0 && (
            <p>
              and {data.moreNeeds} more: <Link to="/findings/">all findings</Link>
            </p>
          )}
        </Section>
      )}
      <Section id="map" title="Map">
        <ChapterMaps chapters={data.chapters} />
        <MaturityTable groups={data.maturities} caption="By maturity of the best SOP" />
      </Section>
      <Section id="gaps" title={`${gaps.length} without an SOP`}>
        {gaps.length > 0 ? (
          <ControlTable caption="Controls without an SOP" controls={gaps} />
        ) : (
          <p>Every control is served.</p>
        )}
      </Section>
      {served.length > 0 && (
        <Section id="served" title={`${served.length} with an SOP`}>
          <ControlTable caption="Controls with an SOP" controls={served} hasSops />
        </Section>
      )}
      {withdrawn.length > 0 && (
        <Section id="withdrawn" title={`${withdrawn.length} withdrawn`}>
          <ControlTable caption="Withdrawn controls" controls={withdrawn} />
        </Section>
      )}
      {groups.length > 0 && (
        <Section id="groups" title="In groups">
          {groups.map((group) => (
            <GroupTable key={group.title} group={group} caption={`By ${group.title.toLowerCase()}`} />
          ))}
        </Section>
      )}
      <Section id="sources" title="Where this comes from">
        {data.licence && <p>Licence of the standard’s text: {data.licence}</p>}
        <ul>
          {data.sources.map(({ url, read_on }) => (
            <li key={url} className={styles.source}>
              <Link href={url}>{url}</Link>, read on <DateText date={read_on} />
            </li>
          ))}
        </ul>
      </Section>
    </PageFrame>
  );
}

function getExceptionText(count: number | undefined): string {
  if (count === undefined || count === 0) return '';
  return count === 1 ? ' One exception is in force.' : ` ${count} exceptions are in force.`;
}
