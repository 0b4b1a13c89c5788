import { useEffect, useRef, useState } from 'react';
import type { Answer, Question } from './find.ts';
import { find } from './find.ts';
import type { Pagefind } from './pagefind.ts';
import { loadPagefind } from './pagefind.ts';

/** Where the search stands. */
export type SearchState = { kind: 'loading' | 'failed' } | { kind: 'ready'; answer?: Answer; answers?: string };

/** Lets keys that come together be one question; short enough to seem at once. */
const PAUSE_MS = 20;

/**
 * Searches as the text and the filters change; an answer that comes late is dropped. `isBusy` while what is shown answers an older
 * text; `retry` loads what could not be loaded again.
 */
export function useSearch(input: Question): {
  state: SearchState;
  isBusy: boolean;
  retry: () => void;
} {
  const { text, filters, count } = input;
  const [tries, setTries] = useState(0);
  const [pagefind, setPagefind] = useState<Pagefind>();
  const [state, setState] = useState<SearchState>({ kind: 'loading' });

  useEffect(() => {
    let isCurrent = true;
    setState({ kind: 'loading' });
    loadPagefind()
      .then((loaded) => {
        if (!isCurrent) return;
        setPagefind(loaded);
        setState({ kind: 'ready' });
      })
      .catch(() => isCurrent && setState({ kind: 'failed' }));
    return () => {
      isCurrent = false;
    };
  }, [tries]);

  const key = JSON.stringify([text.trim(), filters, count]);
  const last = useRef('');
  useEffect(() => {
    // One character more or less is typing, and more may come; what is pasted or chosen is whole at once.
    const isTyping = Math.abs(text.length - last.current.length) === 1;
    last.current = text;
    if (!pagefind) return undefined;
    const left = new AbortController();
    const show = (answer?: Answer): void =>
      setState((before) => (before.kind === 'ready' ? { ...before, answer, answers: key } : before));
    if (text.trim() === '') {
      show();
      return undefined;
    }
    const timer = window.setTimeout(
      () => {
        find(pagefind, { text, filters, count }, left.signal)
          .then((answer) => !left.signal.aborted && show(answer))
          .catch(() => !left.signal.aborted && setState({ kind: 'failed' }));
      },
      isTyping ? PAUSE_MS : 0,
    );
    return () => {
      left.abort();
      window.clearTimeout(timer);
    };
    // The key stands for text, filters and count.
  }, [pagefind, key]);

  const isBusy = state.kind === 'ready' && text.trim() !== '' && state.answers !== key;
  return { state, isBusy, retry: () => setTries(tries + 1) };
}
