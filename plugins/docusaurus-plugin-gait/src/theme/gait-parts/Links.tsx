import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type {
  ControlLink as ControlTarget,
  OwnerLink as OwnerTarget,
  PageLink,
  SopLink as SopTarget,
} from '../../report/pages/references.ts';
import styles from './Links.module.css';
import { MaturityBadge } from './Maturity.tsx';

/** A control: its number first, then what it asks. */
export function ControlLink({ control }: { control: ControlTarget }): ReactNode {
  const [framework = '', id = ''] = control.reference.split('#');
  return (
    <span className={styles.control}>
      {control.path ? (
        <Link to={control.path} aria-label={`${framework} ${id}: ${control.title}`}>
          <code>{id}</code>
        </Link>
      ) : (
        <code>{control.reference}</code>
      )}{' '}
      <span>{control.title}</span>
    </span>
  );
}

/** An SOP with its effective maturity, and its status unless it is active. */
export function SopLink({ sop }: { sop: SopTarget }): ReactNode {
  return (
    <span className={styles.sop}>
      <Link to={sop.path}>{sop.title}</Link>
      <MaturityBadge level={sop.maturity} rehearsed={sop.rehearsed} />
      {sop.status && <StatusTag status={sop.status} />}
    </span>
  );
}

/** A list of SOPs, or words for none. */
export function SopList({ sops, none = 'None' }: { sops: readonly SopTarget[]; none?: string }): ReactNode {
  if (sops.length === 0) return <p className={styles.none}>{none}</p>;
  return (
    <ul className={styles.list}>
      {sops.map((sop) => (
        <li key={sop.id}>
          <SopLink sop={sop} />
        </li>
      ))}
    </ul>
  );
}

/** A list of plain links. */
export function LinkList({ links }: { links: readonly PageLink[] }): ReactNode {
  return (
    <ul className={styles.list}>
      {links.map(({ title, path }) => (
        <li key={path}>
          <Link to={path}>{title}</Link>
        </li>
      ))}
    </ul>
  );
}

/** Who is accountable, and the way to reach them. */
export function Owner({ owner }: { owner: OwnerTarget }): ReactNode {
  return (
    <span className={styles.owner}>
      <Link to={owner.path}>{owner.title}</Link>
      <Contact owner={owner} />
    </span>
  );
}

/** How an owner is reached: a link where the address can be followed. */
export function Contact({ owner, text }: { owner: OwnerTarget; text?: ReactNode }): ReactNode {
  if (owner.href) return <Link href={owner.href}>{text ?? getContactText(owner.contact)}</Link>;
  return <span>{owner.contact}</span>;
}

/** A status that is not active. */
export function StatusTag({ status }: { status: string }): ReactNode {
  return <span className={styles.status}>{status}</span>;
}

/** An address without its scheme. */
function getContactText(contact: string): string {
  return contact.replace(/^(?:https?:\/\/|mailto:|tel:)/u, '').replace(/\/$/u, '');
}
