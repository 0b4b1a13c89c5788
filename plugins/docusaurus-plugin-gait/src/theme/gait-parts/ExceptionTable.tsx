import type { ReactNode } from 'react';
import type { PublishedExceptions } from '../../report/pages/exception-rows.ts';
import { Breakable } from './Breakable.tsx';
import { DataTable } from './DataTable.tsx';
import { DateText } from './DateText.tsx';
import { Section } from './PageFrame.tsx';

/** Exceptions in a section of their own; nothing when there are none or they are not published. */
export function Exceptions({ exceptions, own }: { exceptions: PublishedExceptions; own: string }): ReactNode {
  if (exceptions === undefined || exceptions === 0 || (Array.isArray(exceptions) && exceptions.length === 0))
    return null;
  return (
    <Section id="exceptions" title="Exceptions">
      <ExceptionTable exceptions={exceptions} own={own} />
    </Section>
  );
}

/** Exceptions of what a page is about; `own` is its reference, which needs no naming. */
function ExceptionTable({ exceptions, own }: { exceptions: NonNullable<PublishedExceptions>; own: string }): ReactNode {
  if (typeof exceptions === 'number') return <p>{exceptions} in force.</p>;
  return (
    <DataTable caption="Exceptions" isCaptionHidden columns={['From', 'Scope', 'Reason', 'Expires']}>
      {exceptions.map(({ id, target, scope, reason, expires, isExpired }) => (
        <tr key={id}>
          <th scope="row">{target === own ? 'this' : <Breakable id={target} />}</th>
          <td>{scope}</td>
          <td>{reason}</td>
          <td>
            <DateText date={expires} isDue={!isExpired} />
            {isExpired && <strong> expired</strong>}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
