import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { ExceptionsData } from '../../report/pages/exceptions.ts';
import { usePage } from '../gait-data/index.tsx';
import { Breakable } from '../gait-parts/Breakable.tsx';
import { DataTable } from '../gait-parts/DataTable.tsx';
import { DateText } from '../gait-parts/DateText.tsx';
import { PageFrame } from '../gait-parts/PageFrame.tsx';

/** Exceptions by who granted them. */
export function ExceptionsPage(): ReactNode {
  const { data } = usePage<ExceptionsData>();
  const { counts, owners } = data;
  return (
    <PageFrame lead="Dated, owned decisions not to meet a control or a check. One that has expired excuses nothing.">
      {counts === undefined ? (
        <p>This site does not publish exceptions.</p>
      ) : (
        <p>
          {counts.inForce} in force, {counts.expired} expired.
        </p>
      )}
      {owners?.map(({ owner, exceptions }) => (
        <DataTable
          key={owner}
          caption={`Granted by ${owner}`}
          columns={['From', 'Expires', 'Scope', 'Reason', 'Granted']}
        >
          {exceptions.map(({ id, target, scope, reason, grantedOn, expires, isExpired }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={target.path}>
                  <Breakable id={target.title} />
                </Link>
              </th>
              <td>
                <DateText date={expires} isDue={!isExpired} />
                {isExpired && <strong> expired</strong>}
              </td>
              <td>{scope}</td>
              <td>{reason}</td>
              <td>
                <DateText date={grantedOn} />
              </td>
            </tr>
          ))}
        </DataTable>
      ))}
    </PageFrame>
  );
}
