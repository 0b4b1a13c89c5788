declare module 'react-dom/server' {
  import type { ReactNode } from 'react';

  /** HTML of an element, without what only a browser needs. */
  export function renderToStaticMarkup(element: ReactNode): string;
}
