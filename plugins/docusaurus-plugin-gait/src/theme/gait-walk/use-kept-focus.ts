import { useEffect } from 'react';

/**
 * A control that is used up is gone, and with it the focus, which would then begin at the top of the page. It goes to the place that
 * held the control instead: to the number of its step, or to the head of the walk.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: { element: Element; place: string } | undefined;
    const remember = ({ target }: FocusEvent): void => {
      const place = target instanceof Element ? target.closest('li[id], section[id]') : null;
      last = place && target instanceof Element ? { element: target, place: place.id } : undefined;
    };
    const observer = new MutationObserver(() => {
      if (!last || last.element.isConnected || document.activeElement !== document.body) return;
      const place = document.getElementById(last.place);
      const link = place instanceof HTMLLIElement ? place.querySelector('a') : place;
      last = undefined;
      link?.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, []);
}
