const EVENT = 'gait-open-search';

/** Opens the search from anywhere on the page, with what to look for. */
export function openSearch(query = ''): void {
  window.dispatchEvent(new CustomEvent(EVENT, { detail: query }));
}

/** Calls back when the search is to be opened; the answer ends that. */
export function onOpenSearch(open: (query: string) => void): () => void {
  const listener = (event: Event): void => open(String((event as CustomEvent).detail ?? ''));
  window.addEventListener(EVENT, listener);
  return () => window.removeEventListener(EVENT, listener);
}
