import type { ReactNode } from 'react';
import type { RenderedSection } from '../../report/pages/page.ts';
import type { SopPageData } from '../../report/pages/sop.ts';
import { useDesk } from '../gait-walk/desk-context.ts';
import { useParts } from '../gait-walk/parts.ts';
import { Values } from '../gait-walk/Values.tsx';
import { Blocks } from './Blocks.tsx';
import { Section } from './PageFrame.tsx';
import styles from './SopBody.module.css';
import { StepCard } from './StepCard.tsx';
import { TextStepCard } from './TextStepCard.tsx';
import { WalkPlace } from '../gait-walk/WalkPlace.tsx';

/** The text of an SOP: its sections, and its steps in the place of the procedure. */
export function SopBody({
  body,
  problem,
}: {
  body: NonNullable<SopPageData['body']>;
  problem?: SopPageData['problem'];
}): ReactNode {
  const { sections, procedureAt, procedureTitle, procedureSlug = 'procedure', steps } = body;
  const desk = useDesk();
  const parts = useParts();
  const { stand, state } = desk?.walks ?? {};
  const active = state?.active;
  // A walk stays on the text that it began with until the person moves it over.
  const ownText = active && active.fingerprint !== desk?.data.text?.fingerprint ? active.text : undefined;
  return (
    <div className={styles.text}>
      {sections.slice(0, procedureAt).map(toSection)}
      <Values />
      <Section id={procedureSlug} title={procedureTitle}>
        <WalkPlace />
        <ol className={styles.steps}>
          {ownText
            ? ownText.map((step, index) => (
                <TextStepCard key={step.id} step={step} index={index} stand={stand?.steps[index]} parts={parts} />
              ))
            : steps.map((step, index) => (
                <StepCard
                  key={step.id}
                  step={step}
                  index={index}
                  problem={problem?.steps[step.id]}
                  stand={stand?.steps[index]}
                  parts={parts}
                />
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
