import Link from '@docusaurus/Link';
import useBaseUrl from '@docusaurus/useBaseUrl';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { getProposalLink, type ProposalForm } from '../../../report/pages/proposal.ts';
import { getWanted, isOwnAddress, type Wanted } from '../../../report/pages/wanted.ts';
import { Propose } from '../../gait-parts/Propose.tsx';
import styles from './styles.module.css';

/** What stands at an address that has no page: the ways on, in the place of the classic theme's. */
export default function NotFoundContent(): ReactNode {
  const wanted = useWanted();
  return (
    <main className={styles.main}>
      <h1>{wanted ? `No page for this ${wanted.kind}` : 'There is no page here'}</h1>
      {wanted ? <WantedContent wanted={wanted} /> : <p>The address is wrong, or what it named is gone.</p>}
      <ul>
        <li>
          <Link to="/sops/">Every SOP</Link>, to find one by its title, area, owner or control
        </li>
        <li>
          <Link to="/controls/">Controls</Link>, and the checks that test them
        </li>
        <li>
          <Link to="/">The areas</Link>, with what is due and what changed
        </li>
      </ul>
    </main>
  );
}

function WantedContent({ wanted }: { wanted: Wanted }): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const form = siteConfig.customFields?.gaitProposal as ProposalForm | null | undefined;
  const { reference, word } = wanted;
  return (
    <>
      <p>
        <code className={styles.reference}>{reference}</code> is named by no catalogue and no SOP here, so nothing says
        yet what to do.
      </p>
      {word && (
        <p>
          <Link to={`/sops/?text=${encodeURIComponent(word)}`}>Search the SOPs for “{word}”</Link>
        </p>
      )}
      <Propose href={form ? getProposalLink(form, reference) : undefined} subject={reference} />
    </>
  );
}

/**
 * The check or alert that the address asks for. One whose name stands in the address as it is, as other tools write it, is looked
 * for at its own address. Known in the browser alone: one document stands for every address without a page.
 */
function useWanted(): Wanted | undefined {
  const baseUrl = useBaseUrl('/');
  const [wanted, setWanted] = useState<Wanted>();
  useEffect(() => {
    const { pathname, hash } = window.location;
    const below = `/${pathname.slice(baseUrl.length)}`;
    const found = getWanted(below);
    if (found && !isOwnAddress(below)) window.location.replace(`${baseUrl}${found.path.slice(1)}${hash}`);
    else setWanted(found);
  }, [baseUrl]);
  return wanted;
}
