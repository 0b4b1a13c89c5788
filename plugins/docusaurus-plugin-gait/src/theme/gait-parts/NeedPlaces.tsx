import { useBaseUrlUtils } from '@docusaurus/useBaseUrl';
import type { ReactNode } from 'react';
import type { FailingAccount } from '../../report/findings/digest.ts';
import type { NeededSop } from '../../report/findings/needed.ts';
import { toFindingFragment } from '../../report/walk/offers.ts';
import styles from './NeedTable.module.css';

/** Where a check fails, folded away. A resource leads to the SOP, which then offers it as a value: in the fragment, which no server sees. */
export function NeedPlaces({
  reference,
  where,
  sop,
  isPrivate,
}: {
  reference: string;
  where: readonly FailingAccount[];
  sop?: NeededSop;
  isPrivate: boolean;
}): ReactNode {
  const { withBaseUrl } = useBaseUrlUtils();
  if (where.length === 0) return null;
  const toAddress = (account: string, region: string, resource: string): string =>
    withBaseUrl(`/sops/${sop?.id ?? ''}/`) + `#${toFindingFragment({ account, region, resource })}`;
  return (
    <details className={styles.where}>
      <summary aria-label={`Where ${reference} fails`}>Where</summary>
      {where.map(({ account, count, resources }) => (
        <div key={account}>
          {account === '' ? 'No account' : account}: {count}
          <ul>
            {resources.map(({ id, region }) => (
              <li key={`${region} ${id}`}>
                {sop ? (
                  <a
                    href={toAddress(account, region, id)}
                    aria-label={`${sop.title} for ${id}`}
                    {...(isPrivate && { target: '_blank', rel: 'noopener noreferrer' })}
                  >
                    {id}
                  </a>
                ) : (
                  id
                )}
                {region !== '' && !id.includes(region) && ` in ${region}`}
              </li>
            ))}
            {count > resources.length && <li>and {count - resources.length} more</li>}
          </ul>
        </div>
      ))}
    </details>
  );
}
