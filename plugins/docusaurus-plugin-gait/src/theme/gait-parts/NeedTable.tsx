import Link from '@docusaurus/Link';
import { useBaseUrlUtils } from '@docusaurus/useBaseUrl';
import type { ReactNode } from 'react';
import type { Need } from '../../report/findings/needed.ts';
import type { PublishedNeed } from '../../report/findings/publish.ts';
import { DataTable, NumberCell } from './DataTable.tsx';
import { MaturityBadge } from './Maturity.tsx';
import styles from './NeedTable.module.css';

/** Rows that are shown; a browser should not lay out thousands. */
const MAX_ROWS = 500;

/** Failing checks with what to follow. With `isPrivate`, links are followed in a tab of their own and fetched by nobody before. */
export function NeedTable({
  caption,
  needs,
  isPrivate = false,
}: {
  caption: string;
  needs: readonly (Need | PublishedNeed)[];
  isPrivate?: boolean;
}): ReactNode {
  return (
    <>
      <DataTable
        caption={caption}
        columns={[
          'Check',
          'Severity',
          'Follow',
          { title: 'Failures', isNumber: true },
          { title: 'Accounts', isNumber: true },
        ]}
      >
        {needs.slice(0, MAX_ROWS).map((need) => (
          <tr key={need.reference}>
            <th scope="row" className={styles.check}>
              {need.page ? <Target path={need.page} text={need.reference} isPrivate={isPrivate} /> : need.reference}
              {need.title !== '' && <span className={styles.title}>{need.title}</span>}
              {'isExcused' in need && need.isExcused && <span className={styles.title}>Covered by an exception</span>}
              {'where' in need && <Where need={need} />}
            </th>
            <td>{need.severity}</td>
            <td>
              {need.sops.length === 0 ? (
                <strong className={styles.gap}>no SOP</strong>
              ) : (
                <ul>
                  {need.sops.map(({ id, title, maturity }) => (
                    <li key={id}>
                      <Target path={`/sops/${id}/`} text={title} isPrivate={isPrivate} />{' '}
                      <MaturityBadge level={maturity} />
                    </li>
                  ))}
                </ul>
              )}
            </td>
            <NumberCell>{need.count}</NumberCell>
            <NumberCell>{need.accounts}</NumberCell>
          </tr>
        ))}
      </DataTable>
      {needs.length > MAX_ROWS && <p>and {needs.length - MAX_ROWS} more</p>}
    </>
  );
}

/** A page's own links are fetched as they come near, which would tell the server what fails. */
function Target({ path, text, isPrivate }: { path: string; text: string; isPrivate: boolean }): ReactNode {
  const { withBaseUrl } = useBaseUrlUtils();
  if (!isPrivate) return <Link to={path}>{text}</Link>;
  return (
    <a href={withBaseUrl(path)} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}

/** Where a check fails, folded away. */
function Where({ need }: { need: PublishedNeed }): ReactNode {
  return (
    <details className={styles.where}>
      <summary>Where</summary>
      <ul>
        {need.where.map(({ account, count, resources }) => (
          <li key={account}>
            {account === '' ? 'No account' : account}: {count}
            {resources.length > 0 && ` (${resources.join(', ')}${count > resources.length ? ' …' : ''})`}
          </li>
        ))}
      </ul>
    </details>
  );
}
