import { Suspense, lazy, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { onOpenSearch } from '../gait-search/open-search.ts';
import { asksForSearch } from '../gait-search/shortcut.ts';
import styles from './styles.module.css';

const loadDialog = () => import('../gait-search/SearchDialog.tsx');

/** No part of what a page needs to be shown: it comes when the browser has nothing else to do, so that no key is lost later. */
const SearchDialog = lazy(loadDialog);

/** The button in the bar that opens the search, in the place where the classic theme has one. `/` and Ctrl-K open it as well. */
export default function SearchBar(): ReactNode {
  const [query, setQuery] = useState<string>();
  useEffect(() => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => void loadDialog().catch(() => undefined));
    const onKey = (event: KeyboardEvent): void => {
      if (!asksForSearch(event)) return;
      event.preventDefault();
      setQuery((open) => open ?? '');
    };
    window.addEventListener('keydown', onKey);
    const end = onOpenSearch(setQuery);
    return () => {
      window.removeEventListener('keydown', onKey);
      end();
    };
  }, []);
  return (
    <>
      <button type="button" className={styles.button} aria-haspopup="dialog" onClick={() => setQuery('')}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <circle cx="6.75" cy="6.75" r="4.75" fill="none" stroke="currentColor" strokeWidth="2" />
          <path d="m10.5 10.5 4 4" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
        <span className={styles.word}>Search</span>
        <kbd className={styles.key} aria-hidden="true">
          /
        </kbd>
      </button>
      {query !== undefined && (
        <Suspense fallback={null}>
          <SearchDialog query={query} onClose={() => setQuery(undefined)} />
        </Suspense>
      )}
    </>
  );
}
