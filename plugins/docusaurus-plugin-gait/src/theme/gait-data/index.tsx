import React, {
  createContext,
  useContext,
  useSyncExternalStore,
  type ComponentType,
  type MouseEvent,
  type ReactNode,
} from 'react';
import ComponentCreator from '@docusaurus/ComponentCreator';
import { useHistory, useLocation } from '@docusaurus/router';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import { getPage, loadPage, registerPattern, subscribe } from '@gait/source';
import { DATA_ID, DATA_TYPE, createPatternTest, toInertJson, type ShownPage } from './page.ts';
import { isPageLink } from './watch-links.ts';

export type { ShownPage } from './page.ts';

/** A component that Docusaurus loads when its route is shown. */
type RouteComponent = ComponentType<object> & { preload?: () => Promise<unknown> };

const PageContext = createContext<ShownPage | undefined>(undefined);
const isServer = typeof window === 'undefined';

/**
 * Gives the component of a collapsed route the data of the page at the current address. The routes' file calls it (see
 * `docusaurus/routes/loader.ts`); nothing else needs to.
 */
export function withData(pattern: string, Component: RouteComponent): RouteComponent {
  const NotFound = ComponentCreator('*', '') as RouteComponent;
  const isOne = createPatternTest(pattern);
  registerPattern(pattern);
  const PageRoute: RouteComponent = (props) => {
    const { pathname } = useLocation();
    const snapshot = (): ShownPage | undefined => getPage(pathname);
    const page = useSyncExternalStore(subscribe, snapshot, snapshot);
    // The same elements as those of the 404 page, which a server sends for an address that it does not know.
    return page ? (
      <PageData page={page}>
        <Component {...props} />
      </PageData>
    ) : (
      <NotFound {...props} />
    );
  };
  PageRoute.preload = async () => {
    if (isServer) return Component.preload?.();
    // The router has already moved on to the new address when it preloads. A link that is merely near preloads too, on a page
    // that may be of another kind: then there is no data to load yet.
    const { pathname } = window.location;
    if (!isOne(pathname)) return Component.preload?.();
    await Promise.all([Component.preload?.(), loadPage(pathname)]);
    return getPage(pathname) ? undefined : NotFound.preload?.();
  };
  return PageRoute;
}

function PageData({ page, children }: { page: ShownPage; children: ReactNode }): ReactNode {
  const { collectAnchor, collectLink } = useBrokenLinks();
  page.links?.forEach(collectLink);
  page.anchors?.forEach(collectAnchor);
  return (
    <PageContext.Provider value={page}>
      {children}
      <script
        type={DATA_TYPE}
        id={DATA_ID}
        suppressHydrationWarning
        dangerouslySetInnerHTML={{ __html: isServer ? toInertJson(page) : '' }}
      />
    </PageContext.Provider>
  );
}

/**
 * The page that is shown. `D` is the type of its data, see `report/pages`.
 * @throws {Error} outside a page of Gait.
 */
export function usePage<D = unknown>(): ShownPage<D> {
  const page = useContext(PageContext);
  if (!page) throw new Error('Unexpected `usePage()` outside a page of Gait');
  return page as ShownPage<D>;
}

/** What {@link Html} takes besides attributes of its element. */
interface HtmlProps {
  /** A key of the page's `html`. */
  name: string;
  as?: 'div' | 'span' | 'code' | 'p' | 'td' | 'li' | 'h1' | 'h2' | 'h3';
  className?: string;
}

/**
 * Shows one of the page's HTML strings, which were sanitised when the site was built. The string stands in the document once:
 * the browser takes it from this element. So show each name once, and on the server too. Links inside are followed without
 * loading the document anew.
 * @throws {Error} on the server when the page has no such string.
 */
export function Html({ name, as: Element = 'div', className }: HtmlProps): ReactNode {
  const { html, path } = usePage();
  const history = useHistory();
  if (isServer && html[name] === undefined)
    throw new Error(`Unexpected HTML \`${name}\` on \`${path}\`, expected one of ${Object.keys(html).join(', ')}`);
  const handleClick = (event: MouseEvent): void => {
    const link = event.target instanceof window.Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented || !isPageLink(link) || isSamePage(link)) return;
    event.preventDefault();
    history.push(`${link.pathname}${link.search}${link.hash}`);
  };
  return (
    <Element
      data-gait-html={name}
      className={className}
      onClick={handleClick}
      dangerouslySetInnerHTML={{ __html: html[name] ?? '' }}
    />
  );
}

/** The browser itself goes to an anchor of the page that is shown. */
function isSamePage(link: HTMLAnchorElement): boolean {
  return link.hash !== '' && link.pathname === window.location.pathname && link.search === window.location.search;
}
