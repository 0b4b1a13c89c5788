// Client module: brings the service worker in once the page has come to rest, so that nothing of it stands in a reader's way.
if (typeof window !== 'undefined' && process.env.NODE_ENV === 'production' && 'serviceWorker' in navigator) {
  const begin = (): void => void import('./registration.ts').then(({ register }) => register());
  const wait = (): void => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(begin, { timeout: 5000 });
    else setTimeout(begin, 2000);
  };
  if (document.readyState === 'complete') wait();
  else window.addEventListener('load', wait, { once: true });
}

export {};
