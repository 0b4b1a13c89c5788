import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { usePage } from '../gait-data/index.tsx';
import { ask, type Keeping } from './registration.ts';
import styles from './Offline.module.css';

/** Keeps an SOP on this device, or lets it go, and says how it stands. */
export function KeepButton(): ReactNode {
  const { path } = usePage();
  const [keeping, setKeeping] = useState<Keeping>();
  const [isBusy, setIsBusy] = useState(false);
  const [isRefused, setIsRefused] = useState(false);
  useEffect(() => {
    let isGone = false;
    ask('state', path).then(
      (state) => !isGone && setKeeping(state),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [path]);
  if (!('serviceWorker' in navigator)) return null;

  const change = (kind: 'keep' | 'drop'): void => {
    setIsBusy(true);
    void ask(kind, path)
      .catch(() => undefined)
      .then((state) => {
        setKeeping(state);
        setIsRefused(state === undefined);
        setIsBusy(false);
      });
  };
  const isKept = keeping?.keptAt !== undefined;
  return (
    <div className={`${styles.keep} gait-no-print`}>
      {!keeping?.isAlways && (
        <button
          type="button"
          className={styles.button}
          aria-pressed={keeping?.isMarked ?? false}
          disabled={isBusy}
          onClick={() => change(keeping?.isMarked ? 'drop' : 'keep')}
        >
          Keep on this device
        </button>
      )}
      <p role="status">
        {isBusy
          ? 'One moment.'
          : isRefused
            ? 'This browser keeps nothing here, as in a private window.'
            : getSentence(keeping, isKept)}
      </p>
    </div>
  );
}

function getSentence(keeping: Keeping | undefined, isKept: boolean): string {
  if (keeping?.problem === 'full')
    return 'The disk is full: this SOP is not kept whole. Free some space and try again.';
  if (keeping?.isAlways && isKept)
    return 'Kept on this device, as every SOP of high risk: it opens without the network.';
  if (keeping?.isMarked && isKept) return 'Kept on this device: it opens without the network.';
  if (keeping?.problem === 'unreachable') return 'The site cannot be reached now, so this SOP is not kept yet.';
  return '';
}
