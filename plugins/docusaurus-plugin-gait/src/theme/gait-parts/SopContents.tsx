import type { ReactNode } from 'react';
import type { SopPageData } from '../../report/pages/sop.ts';
import styles from './SopContents.module.css';

/** Sections of an SOP in the order in which they are shown; the procedure is named by its steps. */
export function SopContents({ data }: { data: SopPageData }): ReactNode {
  const { body } = data;
  if (!body) return null;
  const link = ({ slug, title }: { slug: string; title: string }): ReactNode => (
    <li key={slug}>
      <a href={`#${slug}`}>{title}</a>
    </li>
  );
  return (
    <nav aria-label="On this page" className={`${styles.contents} gait-no-print`}>
      <ol>
        {body.sections.slice(0, body.procedureAt).map(link)}
        <li className={styles.procedure}>
          <a href={`#${body.procedureSlug ?? 'procedure'}`}>{body.procedureTitle}</a>
          <ol>
            {body.steps.map((step) => (
              <li key={step.id}>
                <a href={`#${step.id}`}>
                  <span className={styles.number}>{step.number}</span> {step.title.replace(/\.$/u, '')}
                </a>
              </li>
            ))}
          </ol>
        </li>
        {body.sections.slice(body.procedureAt).map(link)}
        {link({ slug: 'about', title: 'About this SOP' })}
      </ol>
    </nav>
  );
}
