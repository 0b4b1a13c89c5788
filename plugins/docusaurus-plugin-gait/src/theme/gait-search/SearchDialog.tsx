import Link from '@docusaurus/Link';
import { useLocation } from '@docusaurus/router';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Answer } from './find.ts';
import type { Filters } from '@gait/pagefind';
import { SearchFilters } from './SearchFilters.tsx';
import { SearchResults } from './SearchResults.tsx';
import styles from './SearchDialog.module.css';
import { isSlashOn, setSlash } from './shortcut.ts';
import { useSearch } from './use-search.ts';

/** Results shown at first, and how many come with each "more". */
const PAGE = 10;

/** The search: a dialog over the page. Results are links, so everything that works on a link works on them. */
export default function SearchDialog({ query, onClose }: { query: string; onClose: () => void }): ReactNode {
  const { pathname } = useLocation();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState(query);
  const [filters, setFilters] = useState<Filters>({});
  const [count, setCount] = useState(PAGE);
  const [hasSlash, setHasSlash] = useState(isSlashOn);
  const [opened] = useState(pathname);
  const { state, isBusy, retry } = useSearch({ text, filters, count });

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  // A result was followed.
  useEffect(() => {
    if (pathname !== opened) onClose();
  }, [pathname, opened, onClose]);

  const answer = state.kind === 'ready' ? state.answer : undefined;
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label="Search" onClose={onClose} onKeyDown={moveFocus}>
      <form role="search" className={styles.form} onSubmit={(event) => event.preventDefault()}>
        <label htmlFor={`${id}-text`} className={styles.label}>
          Search SOPs, controls, checks and alerts
        </label>
        <div className={styles.line}>
          <input
            id={`${id}-text`}
            type="search"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setCount(PAGE);
            }}
            placeholder="Words, a check id, a command, an error message"
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            autoFocus
            data-search-stop
          />
          <button type="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
        {state.kind === 'ready' && (
          <SearchFilters
            filters={filters}
            onChange={(next) => {
              setFilters(next);
              setCount(PAGE);
            }}
          />
        )}
      </form>
      <p role="status" className={styles.status}>
        {getStatus(state.kind, text, answer)}
      </p>
      {state.kind === 'failed' && (
        <p className={styles.failed}>
          <button type="button" onClick={retry}>
            Try again
          </button>{' '}
          or go through <Link to="/sops/">every SOP</Link>.
        </p>
      )}
      <div aria-busy={isBusy}>
        {answer && <SearchResults answer={answer} onFollow={() => dialog.current?.close()} />}
      </div>
      {answer && answer.shown.length < answer.total && (
        <button type="button" className={styles.more} onClick={() => setCount(count + PAGE)} data-search-stop>
          Show {Math.min(PAGE, answer.total - answer.shown.length)} more
        </button>
      )}
      <div className={styles.foot}>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>Enter</kbd> opens, <kbd>Esc</kbd> closes
        </span>
        <label>
          <input
            type="checkbox"
            checked={hasSlash}
            onChange={(event) => {
              setSlash(event.target.checked);
              setHasSlash(event.target.checked);
            }}
          />{' '}
          <kbd>/</kbd> opens the search
        </label>
      </div>
    </dialog>
  );
}

function getStatus(kind: 'loading' | 'failed' | 'ready', text: string, answer: Answer | undefined): string {
  if (kind === 'loading') return 'Loading the search …';
  if (kind === 'failed')
    return process.env.NODE_ENV === 'production'
      ? 'The search could not be loaded.'
      : 'The development server has no search: it is made when the site is built.';
  if (text.trim() === '' || !answer) return '';
  if (answer.total === 0) return 'Nothing found. Try fewer or other words.';
  const pages = answer.total === 1 ? '1 page' : `${answer.total} pages`;
  return answer.isPartial ? `No page has all of these words; ${pages} with some of them` : pages;
}

/** The arrow keys go from the text to the results and back; what is typed on a result goes on in the text. */
function moveFocus(event: KeyboardEvent<HTMLDialogElement>): void {
  const { key, currentTarget, target } = event;
  // A search field would only be emptied by it.
  if (key === 'Escape') {
    event.preventDefault();
    return currentTarget.close();
  }
  const stops = [...currentTarget.querySelectorAll<HTMLElement>('[data-search-stop]')];
  const at = stops.indexOf(target as HTMLElement);
  if (at < 0) return;
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (step !== 0) {
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
  } else if (key === 'Enter' && at === 0 && stops[1]) {
    event.preventDefault();
    stops[1].click();
  } else if (at > 0 && key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    stops[0]?.focus();
  }
}
