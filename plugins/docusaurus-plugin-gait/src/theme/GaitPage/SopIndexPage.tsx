import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { SopIndexData, SopIndexRow } from '../../report/pages/sop-index.ts';
import { usePage } from '../gait-data/index.tsx';
import { DataTable } from '../gait-parts/DataTable.tsx';
import { DateText } from '../gait-parts/DateText.tsx';
import { StatusTag } from '../gait-parts/Links.tsx';
import { LEVELS, MaturityBadge } from '../gait-parts/Maturity.tsx';
import { PageFrame } from '../gait-parts/PageFrame.tsx';
import { Pager } from '../gait-parts/Pager.tsx';
import { SopFilters } from '../gait-parts/SopFilters.tsx';
import { PAGE_SIZE, STATUSES, getShownRows } from '../gait-parts/sop-query.ts';
import { useSopQuery } from '../gait-parts/use-sop-query.ts';
import styles from './SopIndexPage.module.css';

/** Every SOP, one page of rows at a time. What is shown stands in the address. */
export function SopIndexPage(): ReactNode {
  const { data } = usePage<SopIndexData>();
  const [query, setQuery, runs] = useSopQuery();
  const rows = getShownRows(data, query);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  const page = Math.min(query.page, pages);
  return (
    <PageFrame
      aside={
        <nav aria-label="SOPs by area" className={styles.areas}>
          <ul>
            {data.areaPages.map(({ path, title, count }) => (
              <li key={path}>
                <Link to={path}>{title}</Link> <span>{count}</span>
              </li>
            ))}
          </ul>
        </nav>
      }
    >
      <SopFilters data={data} query={query} onChange={setQuery} runs={runs} />
      <p role="status" className={styles.count}>
        {rows.length === data.rows.length ? `${rows.length} SOPs` : `${rows.length} of ${data.rows.length} SOPs`}
        {pages > 1 && `, page ${page} of ${pages}`}
      </p>
      {rows.length > 0 ? (
        <DataTable
          caption="SOPs"
          isCaptionHidden
          columns={['SOP', 'Maturity', 'Area', 'Owner', 'Cadence', 'Next review']}
        >
          {rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((row) => (
            <Row key={row[0]} data={data} row={row} />
          ))}
        </DataTable>
      ) : (
        <p className={styles.none}>
          No SOP is like that.{' '}
          <Link to="/sops/" className={styles.reset}>
            Show all
          </Link>
        </p>
      )}
      {runs && pages > 1 && <Pager page={page} pages={pages} onPage={(next) => setQuery({ ...query, page: next })} />}
      {!runs && pages > 1 && <p>These are the first {PAGE_SIZE}. The pages of the areas above list all SOPs.</p>}
    </PageFrame>
  );
}

function Row({ data, row }: { data: SopIndexData; row: SopIndexRow }): ReactNode {
  const [id, title, area, maturity, owner, cadence, , status, next, rehearsed] = row;
  const statusName = STATUSES[status] ?? 'active';
  return (
    <tr>
      <th scope="row" className={styles.title}>
        <Link to={`/sops/${id}/`}>{title}</Link> {statusName !== 'active' && <StatusTag status={statusName} />}
      </th>
      <td>
        <MaturityBadge level={LEVELS[maturity] ?? 'crawl'} rehearsed={rehearsed === 1} />
      </td>
      <td>{data.areas[area]?.[1]}</td>
      <td>{data.owners[owner]?.[1]}</td>
      <td>{data.cadences[cadence]?.[1]}</td>
      <td>{next && <DateText date={next} isDue={statusName === 'active'} />}</td>
    </tr>
  );
}
