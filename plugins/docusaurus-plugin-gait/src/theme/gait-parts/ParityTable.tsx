import Link from '@docusaurus/Link';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import type { ReactNode } from 'react';
import type { Parity, ParityStep } from '../../report/pages/parity.ts';
import { DataTable } from './DataTable.tsx';
import styles from './ParityTable.module.css';

/** What an automation does in each of its phases. */
const PHASE_TEXTS: Record<NonNullable<ParityStep['phase']>, string> = {
  plan: 'Looks, before anything is touched',
  apply: 'Does it, within its safeguards',
  verify: 'Looks whether it worked',
  undo: 'Takes it back',
  manual: 'Leaves it to a person',
};

/**
 * Both sides of an SOP and its automation: what a person does in each step, and which phase does it. On the page of the one it links to
 * the other.
 */
export function ParityTable({ parity, page }: { parity: Parity; page: 'sop' | 'automation' }): ReactNode {
  if (parity.steps.length === 0) return <p>The SOP has no steps.</p>;
  return (
    <DataTable
      caption={`Steps of ${parity.id}`}
      isCaptionHidden
      columns={['Step', 'What a person does', 'Phase', 'What the automation does']}
    >
      {parity.steps.map((step) => (
        <Row key={step.id} step={step} page={page} />
      ))}
    </DataTable>
  );
}

function Row({ step, page }: { step: ParityStep; page: 'sop' | 'automation' }): ReactNode {
  const { row, number, path, title, phase } = step;
  const isHere = page === 'automation';
  useBrokenLinks().collectAnchor(isHere ? row.anchor : undefined);
  const text = phase ? PHASE_TEXTS[phase] : 'Nobody mapped it';
  return (
    <tr id={isHere ? row.anchor : undefined} className={styles.row}>
      <th scope="row">{number}</th>
      <td>{path ? <Link to={path}>{title}</Link> : `${step.id}: ${title}`}</td>
      <td>{phase ? <code>{phase}</code> : 'none'}</td>
      <td>{isHere ? text : <Link to={row.path}>{text}</Link>}</td>
    </tr>
  );
}
