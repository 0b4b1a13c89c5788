import type { ReactNode } from 'react';
import type { MaturityGroup } from '../../report/coverage.ts';
import { DataTable, NumberCell } from './DataTable.tsx';
import { MaturityBadge } from './Maturity.tsx';

/** Controls by the maturity of their best SOP, and how the standard says that these are assessed. */
export function MaturityTable({ groups, caption }: { groups: readonly MaturityGroup[]; caption: string }): ReactNode {
  return (
    <DataTable
      caption={caption}
      columns={['Best SOP', ...['Controls', 'Automated', 'Manual', 'With a check'].map(toNumberColumn)]}
    >
      {groups.map(({ key, total, automated, manual, checked }) => (
        <tr key={key}>
          <th scope="row">{key === 'gap' ? 'none: a gap' : <MaturityBadge level={key} />}</th>
          <NumberCell>{total}</NumberCell>
          <NumberCell>{automated}</NumberCell>
          <NumberCell>{manual}</NumberCell>
          <NumberCell>{checked}</NumberCell>
        </tr>
      ))}
    </DataTable>
  );
}

function toNumberColumn(title: string): { title: string; isNumber: true } {
  return { title, isNumber: true };
}
