declare module 'react-dom/server' {
  /** HTML of an element, without what only a browser needs. */
  export function renderToStaticMarkup(element: import('react').ReactNode): string;
}
