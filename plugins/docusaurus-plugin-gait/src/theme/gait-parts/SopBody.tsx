import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { RenderedSection } from '../../report/pages/page.ts';
import type { SopPageData, VariableRow } from '../../report/pages/sop.ts';
import { Blocks } from './Blocks.tsx';
import { Section } from './PageFrame.tsx';
import styles from './SopBody.module.css';
import { StepCard } from './StepCard.tsx';

/** The text of an SOP: its sections, and its steps in the place of the procedure. */
export function SopBody({
  body,
  variables,
  problem,
}: {
  body: NonNullable<SopPageData['body']>;
  variables: readonly VariableRow[];
  problem?: SopPageData['problem'];
}): ReactNode {
  const { sections, procedureAt, procedureTitle, procedureSlug = 'procedure', steps } = body;
  return (
    <div className={styles.text}>
      {sections.slice(0, procedureAt).map(toSection)}
      {variables.length > 0 && <Variables variables={variables} />}
      <Section id={procedureSlug} title={procedureTitle}>
        <ol className={styles.steps}>
          {steps.map((step) => (
            <StepCard key={step.id} step={step} problem={problem?.steps[step.id]} />
          ))}
        </ol>
      </Section>
      {sections.slice(procedureAt).map(toSection)}
    </div>
  );
}

function toSection({ slug, title, blocks }: RenderedSection): ReactNode {
  if (slug === '') return <Blocks key="opening" blocks={blocks} />;
  return (
    <Section key={slug} id={slug} title={title}>
      <Blocks blocks={blocks} />
    </Section>
  );
}

/** The values that the commands need, before they are needed. */
function Variables({ variables }: { variables: readonly VariableRow[] }): ReactNode {
  return (
    <Section id="values" title="Values you need">
      <dl className={styles.variables}>
        {variables.map((one) => (
          <div key={one.name}>
            <dt>
              <code>{one.name}</code>
              {one.secret && <strong className={styles.secret}>secret</strong>}
            </dt>
            <dd>
              <p>{one.description}</p>
              {(one.fromStep ?? one.example ?? one.pattern) !== undefined && (
                <p className={styles.shape}>
                  {one.fromStep && (
                    <span>
                      comes from <Link to={`#${one.fromStep.id}`}>step {one.fromStep.number}</Link>
                    </span>
                  )}
                  {one.example !== undefined && (
                    <span>
                      such as <code>{one.example}</code>
                    </span>
                  )}
                  {one.pattern !== undefined && (
                    <span>
                      must match <code>{one.pattern}</code>
                    </span>
                  )}
                </p>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
