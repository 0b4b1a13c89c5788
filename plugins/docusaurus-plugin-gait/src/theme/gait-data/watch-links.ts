/** Calls back with the path of a page of this site when a pointer, a finger or the focus comes to a link to it. */
export function watchLinks(onNear: (pathname: string) => void): void {
  const handle = (event: Event): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link && isPageLink(link) && !isSavingData()) onNear(link.pathname);
  };
  for (const name of ['mouseover', 'focusin', 'touchstart']) document.addEventListener(name, handle, { passive: true });
}

/** True for a link to a page of this site; pages end in `/`, files do not. */
export function isPageLink(link: HTMLAnchorElement): boolean {
  return (
    link.origin === window.location.origin &&
    link.pathname.endsWith('/') &&
    !link.target &&
    !link.hasAttribute('download')
  );
}

function isSavingData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
