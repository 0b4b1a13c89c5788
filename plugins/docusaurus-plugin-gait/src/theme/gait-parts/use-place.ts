import { useEffect, useState } from 'react';
import { isOffer } from '../../report/walk/offers.ts';

/**
 * What the address says of where a finding is (`#account=…&region=…&resource=…`), to be handed on to the SOP that is followed, which
 * offers it as values. It is taken out of the address at once, so that nobody sends it on or keeps it by accident.
 */
export function usePlace(): string {
  const [place, setPlace] = useState('');
  useEffect(() => {
    const take = (): void => {
      const { hash, pathname, search } = window.location;
      if (!isOffer(hash)) return;
      window.history.replaceState(window.history.state, '', pathname + search);
      setPlace(hash);
    };
    take();
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return place;
}
