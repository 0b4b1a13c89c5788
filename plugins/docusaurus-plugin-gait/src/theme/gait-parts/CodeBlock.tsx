import clsx from 'clsx';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { isTranscript, toCommands } from '../../report/walk/transcript.ts';
import { Html, usePage } from '../gait-data/index.tsx';
import { useCopyPlan, type CopyPlan } from '../gait-walk/copy-plan.ts';
import styles from './CodeBlock.module.css';

/** What a block of code is to its reader: something to type, something to expect, or neither. */
export type CodeUse = 'command' | 'output' | 'code';

/** What {@link CodeFrame} shows. */
interface CodeFrameProps {
  use: CodeUse;
  language: string;
  /** What it is copied with; as it is when left out. */
  plan?: CopyPlan;
  /** The `<code>` element. */
  children: ReactNode;
}

/** A block of code of the page. `html` names the page's HTML. */
export function CodeBlock({ html, use, language }: { html: string; use: CodeUse; language: string }): ReactNode {
  const plan = useCopyPlan({ html: usePage().html[html] ?? '', language });
  return (
    <CodeFrame use={use} language={language} plan={plan}>
      <Html as="code" name={html} />
    </CodeFrame>
  );
}

/** Code with its own scrolling and, unless it is output, a button that copies it. */
export function CodeFrame({ use, language, plan, children }: CodeFrameProps): ReactNode {
  const pre = useRef<HTMLPreElement>(null);
  const label = use === 'output' ? 'You should see' : language || 'text';
  const { state, copy } = useCopy(plan, () => {
    const code = pre.current?.textContent ?? '';
    return isTranscript(language) ? toCommands(code) : code;
  });
  return (
    <div className={clsx(styles.block, styles[use])}>
      <div className={styles.head}>
        <span>{label}</span>
        {use !== 'output' && <CopyButton state={state} onCopy={copy} />}
      </div>
      {use !== 'output' && (
        <p className={clsx(styles.said, 'gait-no-print')} role="status">
          {state === 'refused' && plan?.refusal}
          {state === 'copied' && plan?.missing !== undefined && `Copied ${plan.missing}.`}
        </p>
      )}
      {use !== 'output' && plan && plan.refusal === undefined && plan.before.length > 0 && (
        <pre
          className={clsx(styles.before, use === 'command' && 'gait-command')}
          tabIndex={0}
          role="group"
          aria-label="Copied before the command"
        >
          {plan.before.join('\n')}
        </pre>
      )}
      <pre
        ref={pre}
        className={clsx(styles.pre, use === 'command' && 'gait-command')}
        tabIndex={0}
        role="group"
        aria-label={
          use === 'output' ? 'Expected output' : `${use === 'command' ? 'Command' : 'Code'}, ${language || 'text'}`
        }
      >
        {children}
      </pre>
    </div>
  );
}

type CopyState = 'idle' | 'copied' | 'failed' | 'refused';

/** How long what was said stays. A refusal stays until the next press: it asks for something to be done. */
const SAID_MS = 6000;

function useCopy(plan: CopyPlan | undefined, getCode: () => string): { state: CopyState; copy: () => void } {
  const [state, setState] = useState<CopyState>('idle');
  useEffect(() => {
    if (state !== 'copied' && state !== 'failed') return undefined;
    const timer = setTimeout(() => setState('idle'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = (): void => {
    if (plan?.refusal !== undefined) {
      setState('refused');
      return;
    }
    navigator.clipboard.writeText([...(plan?.before ?? []), getCode()].join('\n')).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  // A refusal that no longer holds is not shown.
  return { state: state === 'refused' && plan?.refusal === undefined ? 'idle' : state, copy };
}

const never = (): (() => void) => () => undefined;

/** Copies. Takes its place from the start and is shown once the page runs, so nothing moves. */
function CopyButton({ state, onCopy }: { state: CopyState; onCopy: () => void }): ReactNode {
  const runs = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <button
      type="button"
      data-gait-copy=""
      className={clsx(styles.copy, !runs && styles.waiting, 'gait-no-print')}
      onClick={onCopy}
    >
      <span aria-live="polite">
        {{ idle: 'Copy', copied: 'Copied', failed: 'Press Ctrl+C', refused: 'Not copied' }[state]}
      </span>
    </button>
  );
}
