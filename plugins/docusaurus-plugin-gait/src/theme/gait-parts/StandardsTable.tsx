import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { PageLink } from '../../report/pages/references.ts';
import { DataTable } from './DataTable.tsx';
import { DateText } from './DateText.tsx';

/** Standards pages with their next review. */
export function StandardsTable({
  caption,
  standards,
}: {
  caption: string;
  standards: readonly (PageLink & { nextReviewOn?: string })[];
}): ReactNode {
  if (standards.length === 0) return <p>There is no standard yet.</p>;
  return (
    <DataTable caption={caption} isCaptionHidden columns={['Standard', 'Next review']}>
      {standards.map(({ path, title, nextReviewOn }) => (
        <tr key={path}>
          <th scope="row">
            <Link to={path}>{title}</Link>
          </th>
          <td>{nextReviewOn && <DateText date={nextReviewOn} isDue />}</td>
        </tr>
      ))}
    </DataTable>
  );
}
