import type { ReactNode } from 'react';
import type { AutomationData } from '../../report/pages/automation.ts';
import styles from './AutomationFacts.module.css';
import { DataTable } from './DataTable.tsx';
import { Facts } from './Facts.tsx';
import { Section } from './PageFrame.tsx';

/** The safeguards of an automation, and the anatomy that its manifest declares. */
export function AutomationFacts({ data }: { data: AutomationData }): ReactNode {
  const { safeguards, anatomy, triggers } = data;
  return (
    <div className={styles.columns}>
      {safeguards && (
        <Section id="safeguards" title="Safeguards">
          <p className={styles.limit}>
            <strong>{safeguards.max_affected}</strong>
            {safeguards.max_affected === 0
              ? 'It touches nothing by itself: every apply wakes a person.'
              : typeof safeguards.max_affected === 'string'
                ? `of what is ${safeguards.of === 'total' ? 'there' : 'examined'} at most, in one apply`
                : 'resources at most, in one apply'}
          </p>
          <Facts
            rows={[
              ['Past the limit', safeguards.on_exceed === 'wake' ? 'stops and wakes' : 'stops'],
              ['Wakes', safeguards.wake.join(', ')],
              ['Errors', safeguards.max_errors === 0 ? 'stops at the first' : `stops after ${safeguards.max_errors}`],
              ['At the same time', String(safeguards.concurrency)],
              [
                'Approval',
                safeguards.approval ? `${safeguards.approval.count} by ${safeguards.approval.role}` : 'not asked for',
              ],
            ]}
          />
        </Section>
      )}
      <Section id="anatomy" title="Anatomy">
        <DataTable caption="Anatomy" isCaptionHidden columns={['Question', 'Answer']}>
          {[{ term: 'What starts it', text: triggers.join(', ') || 'nothing yet' }, ...anatomy].map(
            ({ term, text }) => (
              <tr key={term}>
                <th scope="row">{term}</th>
                <td>{text}</td>
              </tr>
            ),
          )}
        </DataTable>
      </Section>
    </div>
  );
}
