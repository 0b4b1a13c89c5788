import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import styles from './styles.module.css';

/** What stands at an address that has no page: the ways on, in the place of the classic theme's. */
export default function NotFoundContent(): ReactNode {
  return (
    <main className={styles.main}>
      <h1>There is no page here</h1>
      <p>The address is wrong, or what it named is gone.</p>
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
