import Link from '@docusaurus/Link';
import useBaseUrl from '@docusaurus/useBaseUrl';
import type { ReactNode } from 'react';
import type { ScheduleData, ScheduleRow } from '../../report/pages/schedule.ts';
import { usePage } from '../gait-data/index.tsx';
import { DataTable } from '../gait-parts/DataTable.tsx';
import { DateText, formatDate } from '../gait-parts/DateText.tsx';
import { SopLink } from '../gait-parts/Links.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';
import { ReportNav } from '../gait-parts/ReportNav.tsx';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** What is due, month by month. Only the reader's browser knows what is late today. */
export function SchedulePage(): ReactNode {
  const { data, description } = usePage<ScheduleData>();
  const calendar = useBaseUrl(data.calendar);
  const feed = useBaseUrl(data.feed);
  return (
    <PageFrame lead={description} aside={<ReportNav />}>
      <Section
        id="calendar"
        title="In your calendar"
        note={
          <>
            Subscribe to <a href={calendar}>the schedule</a> (iCalendar, a year ahead), or follow{' '}
            <a href={feed}>what changes</a> (Atom).
          </>
        }
      >
        {data.months.length === 0 && <p>Nothing is due in the months to come.</p>}
      </Section>
      {data.months.map(({ month, rows }) => (
        <Section key={month} id={`month-${month}`} title={getMonthTitle(month)}>
          <DataTable
            caption={`Due in ${getMonthTitle(month)}`}
            isCaptionHidden
            columns={['Due', 'What', 'Where it stands', 'Owner']}
          >
            {rows.map((row) => (
              <tr key={`${row.dueOn} ${row.sop?.path ?? row.review?.path ?? ''} ${row.sop ? '' : 'review'}`}>
                <td>
                  <DateText date={row.dueOn} />
                </td>
                <th scope="row">
                  <What row={row} />
                </th>
                <td>
                  <Standing row={row} />
                </td>
                <td>{row.owner && <Link to={row.owner.path}>{row.owner.title}</Link>}</td>
              </tr>
            ))}
          </DataTable>
        </Section>
      ))}
      {data.more > 0 && <p>And {data.more} more: see the calendar.</p>}
      {data.rhythms.length > 0 && (
        <Section id="rhythms" title="How often">
          <DataTable caption="SOPs on a schedule" isCaptionHidden columns={['SOP', 'Schedule']}>
            {data.rhythms.map(({ sop, cadence }) => (
              <tr key={sop.id}>
                <th scope="row">
                  <SopLink sop={sop} />
                </th>
                <td>{cadence}</td>
              </tr>
            ))}
          </DataTable>
        </Section>
      )}
    </PageFrame>
  );
}

function What({ row }: { row: ScheduleRow }): ReactNode {
  if (row.sop) return <Link to={row.sop.path}>{row.sop.title}</Link>;
  return <>Review of {row.review && <Link to={row.review.path}>{row.review.title}</Link>}</>;
}

function Standing({ row }: { row: ScheduleRow }): ReactNode {
  if (row.doneOn !== undefined) return <>Done on {formatDate(row.doneOn)}</>;
  return (
    <>
      In time until <DateText date={row.lastOn} isDue />
    </>
  );
}

/** `2026-11` as `November 2026`. */
function getMonthTitle(month: string): string {
  const [year = '', number] = month.split('-');
  return `${MONTHS[Number(number) - 1] ?? ''} ${year}`;
}
