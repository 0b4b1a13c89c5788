import clsx from 'clsx';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { Html } from '../gait-data/index.tsx';
import styles from './CodeBlock.module.css';

/** What a block of code is to its reader: something to type, something to expect, or neither. */
export type CodeUse = 'command' | 'output' | 'code';

/** What {@link CodeFrame} shows. */
interface CodeFrameProps {
  use: CodeUse;
  language: string;
  /** The `<code>` element. */
  children: ReactNode;
}

/** A block of code of the page. `html` names the page's HTML. */
export function CodeBlock({ html, use, language }: { html: string; use: CodeUse; language: string }): ReactNode {
  return (
    <CodeFrame use={use} language={language}>
      <Html as="code" name={html} />
    </CodeFrame>
  );
}

/** Code with its own scrolling and, unless it is output, a button that copies it. */
export function CodeFrame({ use, language, children }: CodeFrameProps): ReactNode {
  const pre = useRef<HTMLPreElement>(null);
  const label = use === 'output' ? 'You should see' : language || 'text';
  return (
    <div className={clsx(styles.block, styles[use])}>
      <div className={styles.head}>
        <span>{label}</span>
        {use !== 'output' && <CopyButton getText={() => pre.current?.textContent ?? ''} />}
      </div>
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

const never = (): (() => void) => () => undefined;

/** Copies a text. Takes its place from the start and is shown once the page runs, so nothing moves. */
function CopyButton({ getText }: { getText: () => string }): ReactNode {
  const runs = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), 2500);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = (): void => {
    navigator.clipboard.writeText(getText()).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  return (
    <button type="button" className={clsx(styles.copy, !runs && styles.waiting, 'gait-no-print')} onClick={copy}>
      <span aria-live="polite">{{ idle: 'Copy', copied: 'Copied', failed: 'Press Ctrl+C' }[state]}</span>
    </button>
  );
}
