import { useLocation } from '@docusaurus/router';
import { useCallback, useEffect, useState } from 'react';
import type { SopQuery } from './sop-query.ts';
import { NO_QUERY, parseQuery, toSearch } from './sop-query.ts';

/**
 * What the index shows, kept in the address: it can be sent to somebody, and going back brings it back. The first rendering
 * shows everything, as the server did. The last value tells whether the page runs.
 */
export function useSopQuery(): [query: SopQuery, setQuery: (query: SopQuery) => void, runs: boolean] {
  const location = useLocation();
  const [query, setState] = useState<SopQuery>(NO_QUERY);
  const [runs, setRuns] = useState(false);
  useEffect(() => {
    setRuns(true);
    setState(parseQuery(location.search));
  }, [location]);
  const setQuery = useCallback((next: SopQuery) => {
    setState(next);
    // Not through the router: it would load the page anew for each key that is pressed.
    window.history.replaceState(window.history.state, '', `${window.location.pathname}${toSearch(next)}`);
  }, []);
  return [query, setQuery, runs];
}
