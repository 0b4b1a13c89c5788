import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { Parity } from '../../report/pages/automation.ts';
import { DataTable } from './DataTable.tsx';

/** Which phase of an automation does which step of its SOP. */
export function ParityTable({ parity }: { parity: Parity }): ReactNode {
  if (parity.steps.length === 0) return <p>The SOP has no steps.</p>;
  return (
    <DataTable caption={`Steps of ${parity.id}`} isCaptionHidden columns={['Step', 'What a person does', 'Phase']}>
      {parity.steps.map((step) => (
        <tr key={step.id}>
          <th scope="row">{step.number}</th>
          <td>{step.path ? <Link to={step.path}>{step.title}</Link> : `${step.id}: ${step.title}`}</td>
          <td>{step.phase ? <code>{step.phase}</code> : 'not mapped'}</td>
        </tr>
      ))}
    </DataTable>
  );
}
