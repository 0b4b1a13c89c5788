import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { FrameworkControl } from '../../report/pages/framework.ts';
import { DataTable, NumberCell } from './DataTable.tsx';
import { SopList } from './Links.tsx';
import { getVerdictText } from './StateText.tsx';
import styles from './ControlTable.module.css';

/** Controls of one framework. */
export function ControlTable({
  caption,
  controls,
  hasSops = false,
}: {
  caption: string;
  controls: readonly FrameworkControl[];
  hasSops?: boolean;
}): ReactNode {
  const hasSeverity = controls.some((control) => control.severity !== undefined);
  const hasVerdict = controls.some((control) => control.verdict !== undefined);
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      columns={[
        'Control',
        'What it asks',
        ...(hasSops ? ['SOPs'] : []),
        ...(hasSeverity ? ['Severity'] : []),
        'Level',
        'Assessment',
        ...(hasVerdict ? ['Stands'] : []),
        { title: 'Checks', isNumber: true },
      ]}
    >
      {controls.map((control) => (
        <tr key={control.reference}>
          <th scope="row">
            <Link to={control.page} aria-label={`Control ${control.id}`}>
              {control.id}
            </Link>
          </th>
          <td className={styles.title}>{control.title}</td>
          {hasSops && (
            <td className={styles.sops}>
              <SopList sops={control.sops} />
              {control.more > 0 && <Link to={control.page}>and {control.more} more</Link>}
            </td>
          )}
          {hasSeverity && <td>{control.severity}</td>}
          <td>{control.levels.join(', ')}</td>
          <td>{control.assessment}</td>
          {hasVerdict && <td>{control.verdict && getVerdictText(control.verdict)}</td>}
          <NumberCell>{control.checks}</NumberCell>
        </tr>
      ))}
    </DataTable>
  );
}
