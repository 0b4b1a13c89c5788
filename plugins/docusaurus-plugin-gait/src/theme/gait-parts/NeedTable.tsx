import Link from '@docusaurus/Link';
import { useBaseUrlUtils } from '@docusaurus/useBaseUrl';
import type { ReactNode } from 'react';
import type { FailingAccount } from '../../report/findings/digest.ts';
import type { Need, NeededSop } from '../../report/findings/needed.ts';
import { Breakable } from './Breakable.tsx';
import { DataTable, NumberCell } from './DataTable.tsx';
import { MaturityBadge } from './Maturity.tsx';
import { NeedPlaces } from './NeedPlaces.tsx';
import styles from './NeedTable.module.css';

/** Rows that are shown; a browser should not lay out thousands. */
const MAX_ROWS = 500;

/** A failing check as it may be shown. */
type Row = Need & { isExcused?: boolean; where?: readonly FailingAccount[] };

/**
 * Failing checks with what to follow. With `isPrivate`, links are followed in a tab of their own and fetched by nobody before; with
 * `isMasked`, accounts and resources are pseudonyms, which no SOP can use.
 */
export function NeedTable({
  caption,
  needs,
  isPrivate = false,
  isMasked = false,
}: {
  caption: string;
  needs: readonly Row[];
  isPrivate?: boolean;
  isMasked?: boolean;
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
              {need.page ? (
                <Target path={need.page} text={<Breakable id={need.reference} />} isPrivate={isPrivate} />
              ) : (
                <Breakable id={need.reference} />
              )}
              {need.title !== '' && <span className={styles.title}>{need.title}</span>}
              {need.isExcused && <span className={styles.title}>Covered by an exception</span>}
              {need.where && (
                <NeedPlaces
                  reference={need.reference}
                  where={need.where}
                  sop={isMasked ? undefined : need.sops[0]}
                  isPrivate={isPrivate}
                />
              )}
            </th>
            <td>{need.severity}</td>
            <td>
              <Follow sops={need.sops} isPrivate={isPrivate} />
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

function Follow({ sops, isPrivate }: { sops: readonly NeededSop[]; isPrivate: boolean }): ReactNode {
  if (sops.length === 0) return <strong className={styles.gap}>no SOP</strong>;
  return (
    <ul>
      {sops.map(({ id, title, maturity }) => (
        <li key={id}>
          <Target path={`/sops/${id}/`} text={title} isPrivate={isPrivate} /> <MaturityBadge level={maturity} />
        </li>
      ))}
    </ul>
  );
}

/** A page's own links are fetched as they come near, which would tell the server what fails. */
function Target({ path, text, isPrivate }: { path: string; text: ReactNode; isPrivate: boolean }): ReactNode {
  const { withBaseUrl } = useBaseUrlUtils();
  if (!isPrivate) return <Link to={path}>{text}</Link>;
  return (
    <a href={withBaseUrl(path)} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}
