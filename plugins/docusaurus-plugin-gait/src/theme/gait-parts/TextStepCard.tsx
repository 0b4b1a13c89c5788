import { useContext } from 'react';
import type { ReactNode } from 'react';
import type { WalkPart, WalkStep } from '../../report/walk/text.ts';
import { isHeld } from '../../report/walk/stand.ts';
import { useCopyPlan } from '../gait-walk/copy-plan.ts';
import { HeldContext, HeldFromContext } from '../gait-walk/desk-context.ts';
import { CodeFrame } from './CodeBlock.tsx';
import { GateFrame } from './Gate.tsx';
import { StepFrame, type StepWalk } from './StepCard.tsx';
import styles from './TextStepCard.module.css';

/** A step of the text that a walk keeps. It may come from a file: everything is shown as text. */
export function TextStepCard({ step, index, stand, parts }: StepWalk & { step: WalkStep; index: number }): ReactNode {
  const heldFrom = useContext(HeldFromContext);
  const { id, number, wait, title } = step;
  return (
    <StepFrame
      step={{ id, number, wait, onFailure: step.on_failure }}
      index={index}
      stand={stand}
      parts={parts}
      title={<h3 className={styles.title}>{title}</h3>}
    >
      {step.parts.map((part, at) => {
        const gatesBefore = step.parts.slice(0, at).filter(isGate).length;
        const held = isHeld(heldFrom, { index, gatesBefore }) ? heldFrom?.why : undefined;
        return (
          // Parts never change their order.
          <HeldContext.Provider key={`${id} ${at}`} value={held}>
            <Part part={part} gate={gatesBefore} />
          </HeldContext.Provider>
        );
      })}
    </StepFrame>
  );
}

function Part({ part, gate }: { part: WalkPart; gate: number }): ReactNode {
  const language = part.language ?? '';
  const plan = useCopyPlan({ html: part.text, language });
  if (part.kind === 'stop' || part.kind === 'approval') {
    return (
      <GateFrame kind={part.kind} role={part.role ?? ''} index={gate}>
        <p className={styles.text}>{part.text}</p>
      </GateFrame>
    );
  }
  if (part.kind === 'text') return <p className={styles.text}>{part.text}</p>;
  return (
    <CodeFrame use={part.kind} language={language} plan={plan}>
      <code>{part.text}</code>
    </CodeFrame>
  );
}

function isGate({ kind }: WalkPart): boolean {
  return kind === 'stop' || kind === 'approval';
}
