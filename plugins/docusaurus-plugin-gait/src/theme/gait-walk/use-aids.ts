import { useEffect, useRef } from 'react';

/** Keeps the screen on while a walk is open; browsers that cannot are left alone, and so is a battery that says no. */
export function useWakeLock(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || !('wakeLock' in navigator)) return undefined;
    let lock: WakeLockSentinel | undefined;
    let isOver = false;
    const ask = (): void => {
      if (document.visibilityState !== 'visible' || lock?.released === false) return;
      navigator.wakeLock.request('screen').then(
        (granted) => {
          if (isOver) void granted.release();
          else lock = granted;
        },
        () => undefined,
      );
    };
    ask();
    // The browser lets go when the page is hidden.
    document.addEventListener('visibilitychange', ask);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, [isWanted]);
}

/** Brings the step to act on into view and hands it the focus whenever it becomes another one. */
export function useFollow(step: string | undefined): void {
  const last = useRef(step);
  useEffect(() => {
    if (step === undefined || last.current === step) return;
    last.current = step;
    goToStep(step);
  }, [step]);
}

/** Brings a step into view and focuses the link on its number. */
export function goToStep(id: string): void {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: 'start' });
  element?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
}

/** Brings the head of the walk into view and focuses it. */
export function goToHead(): void {
  const head = document.getElementById('walk');
  head?.scrollIntoView({ block: 'start' });
  head?.focus({ preventScroll: true });
}

/** Keys by what they do; a button of the current step says which key presses it. */
export const SHORTCUTS: readonly [key: string, what: string][] = [
  ['d', 'the current step is done'],
  ['s', 'skip it (after its note)'],
  ['f', 'it failed'],
  ['n', 'write its note'],
  ['c', 'copy its next command'],
  ['g', 'go on from a stop that you have read'],
  ['j', 'go to the current step, or to the end of the walk'],
  ['?', 'show these keys'],
];

/** Single keys act on the current step, unless somebody is typing or another key is held. */
export function useShortcuts(isOn: boolean, current: string | undefined, onHelp: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    let copied = -1;
    const handle = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      const isTyping = target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/u.test(target.tagName);
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const step = current === undefined ? null : document.getElementById(current);
      if (event.key === '?') onHelp();
      else if (event.key === 'j' && current === undefined) goToHead();
      else if (event.key === 'j' && current !== undefined) goToStep(current);
      else if (event.key === 'n') step?.querySelector('textarea')?.focus();
      else if (event.key === 'c') {
        const buttons = step?.querySelectorAll<HTMLElement>('[data-gait-copy]') ?? [];
        copied = (copied + 1) % Math.max(buttons.length, 1);
        buttons[copied]?.click();
      } else if (/^[dsfg]$/u.test(event.key)) {
        step?.querySelector<HTMLElement>(`[data-gait-key="${event.key}"]`)?.click();
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, [isOn, current, onHelp]);
}
