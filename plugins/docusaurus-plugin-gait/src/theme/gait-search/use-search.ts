import type { FilterCounts, Filters } from '@gait/pagefind';
import { useEffect, useState } from 'react';
import type { Answer } from './find.ts';
import { find } from './find.ts';
import type { Pagefind } from './pagefind.ts';
import { loadPagefind } from './pagefind.ts';

/** Where the search stands. */
export type SearchState =
  { kind: 'loading' | 'failed' } | { kind: 'ready'; counts: FilterCounts; answer?: Answer; answers?: string };

/** Long enough for the next key of somebody who types; short enough to seem at once. */
const PAUSE_MS = 80;

/**
 * Searches as the text and the filters change; an answer that comes late is dropped. `isBusy` while what is shown answers an older
 * text; `retry` loads what could not be loaded again.
 */
export function useSearch(input: { text: string; filters: Filters; count: number }): {
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
      .then(async (loaded) => {
        const counts = await loaded.filters();
        if (!isCurrent) return;
        setPagefind(loaded);
        setState({ kind: 'ready', counts });
      })
      .catch(() => isCurrent && setState({ kind: 'failed' }));
    return () => {
      isCurrent = false;
    };
  }, [tries]);

  const key = JSON.stringify([text.trim(), filters, count]);
  useEffect(() => {
    if (!pagefind) return undefined;
    let isCurrent = true;
    const show = (answer?: Answer): void =>
      setState((before) => (before.kind === 'ready' ? { ...before, answer, answers: key } : before));
    if (text.trim() === '') {
      show();
      return undefined;
    }
    const timer = window.setTimeout(() => {
      find(pagefind, { text, filters, count })
        .then((answer) => isCurrent && show(answer))
        .catch(() => isCurrent && setState({ kind: 'failed' }));
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
    // The key stands for text, filters and count.
  }, [pagefind, key]);

  const isBusy = state.kind === 'ready' && text.trim() !== '' && state.answers !== key;
  return { state, isBusy, retry: () => setTries(tries + 1) };
}
