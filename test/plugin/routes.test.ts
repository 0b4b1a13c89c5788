import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  collapseChunkNames,
  collapseRoutes,
} from '../../plugins/docusaurus-plugin-gait/src/docusaurus/routes/collapse.ts';
import { getPattern, matchesPattern } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/routes/pattern.ts';

const require = createRequire(join(import.meta.dirname, '../../node_modules/@docusaurus/core/package.json'));
/** The very function that writes `routes.js`, so that an upgrade which changes its form is noticed here. */
const { generateRoutesCode } = require('./lib/server/codegen/codegenRoutes.js') as {
  generateRoutesCode: (routes: object[]) => { routesConfig: string; routesChunkNames: Record<string, unknown> };
};

function gait(path: string, baseUrl = '/'): object {
  const collapseInto = baseUrl + getPattern(path).slice(1);
  return { path: baseUrl + path.slice(1), exact: true, component: '@theme/GaitPage', collapseInto };
}

const DOCS = {
  path: '/guide/',
  component: '@theme/DocsRoot',
  routes: [
    {
      path: '/guide/',
      component: '@theme/DocRoot',
      routes: [{ path: "/guide/it's/", component: '@theme/Doc', exact: true }],
    },
  ],
};

function collapse(routes: object[]) {
  const { routesConfig, routesChunkNames } = generateRoutesCode(routes);
  const { code, keys } = collapseRoutes(routesConfig, '@theme/gait-data');
  return { code, names: collapseChunkNames(routesChunkNames, keys) };
}

describe('the pattern of a page', () => {
  it.each([
    ['/', '/'],
    ['/sops/', '/sops/'],
    ['/sops/isolate-instance/', '/sops/:a/'],
    ['/controls/cis-aws--5-0-0/1-4/', '/controls/:a/:b/'],
  ])('%s → %s', (path, pattern) => {
    expect(getPattern(path)).toBe(pattern);
    expect(matchesPattern(pattern, path)).toBe(true);
  });

  it.each(['sops/a/', '/sops/a', '/sops/../a/', '/sops/A/', '/sops//', '/sops/a b/', '/__proto__/'])(
    'refuses %s',
    (path) => {
      expect(() => getPattern(path)).toThrow('expected folders');
    },
  );

  it('does not take the index for one of its pages', () => {
    expect(matchesPattern('/sops/:a/', '/sops/')).toBe(false);
    expect(matchesPattern('/sops/:a/', '/sops/a/b/')).toBe(false);
    expect(matchesPattern('/sops/:a/', '/sops/a')).toBe(true);
  });
});

describe('the routes inside the bundles', () => {
  const pages = [
    '/',
    '/sops/',
    '/sops/a/',
    '/sops/b/',
    '/controls/',
    '/controls/x/',
    '/controls/x/1/',
    '/controls/x/2/',
  ];

  it('are one for each kind of address, and everybody else keeps theirs', () => {
    const { code, names } = collapse([DOCS, ...pages.map((path) => gait(path))]);
    const paths = [...code.matchAll(/\{path: "([^"]*)"/gu)].map((match) => match[1]);
    expect(paths).toEqual([
      ...[
        '/guide/',
        '/guide/',
        "/guide/it's/",
        '/',
        '/sops/',
        '/sops/:a/',
        '/controls/',
        '/controls/:a/',
        '/controls/:a/:b/',
        '*',
      ],
    ]);
    expect(Object.keys(names).filter((key) => key.endsWith('-gait'))).toHaveLength(6);
    expect(names['/sops/:a/-gait']).toEqual({ __comp: expect.any(String) as string });
    expect(code).toContain(`withData("/sops/:a/", ComponentCreator("/sops/:a/", 'gait'))`);
    expect(code).toContain('import {withData} from "@theme/gait-data"');
  });

  it('are the same text for two pages and for two hundred', () => {
    const many = Array.from({ length: 200 }, (_, index) => `/sops/sop-${index}/`);
    const few = collapse([gait('/'), gait('/sops/'), ...many.slice(0, 2).map((path) => gait(path))]);
    const lots = collapse([gait('/'), gait('/sops/'), ...many.map((path) => gait(path))]);
    expect(lots.code).toBe(few.code);
    expect(lots.names).toEqual(few.names);
  });

  it('stand where the last of their pages stood, below a base URL too', () => {
    const { code } = collapse([gait('/sops/a/', '/kb/'), gait('/', '/kb/'), gait('/sops/b/', '/kb/')]);
    expect([...code.matchAll(/\{path: "([^"]*)"/gu)].map((match) => match[1])).toEqual(['/kb/', '/kb/sops/:a/', '*']);
  });

  it('refuse a page of somebody else that they would hide', () => {
    const other = { path: '/sops/tags/', component: '@theme/Tags', exact: true };
    expect(() => collapse([gait('/sops/a/'), other])).toThrow('Unexpected page `/sops/tags/`');
  });

  it('refuse what is not as expected', () => {
    expect(() => collapse([DOCS])).toThrow('without any route of Gait');
    expect(() => collapseRoutes('export default routes();', 'x')).toThrow('expected the one of Docusaurus 3.10');
    expect(() => collapseRoutes('export default {};', 'x')).toThrow('expected a list of routes');
    expect(() => collapse([{ ...gait('/sops/a/'), collapseInto: '/controls/:a/' }])).toThrow(
      'Unexpected route `/sops/a/`',
    );
  });

  it('refuse members that load different chunks, or are missing', () => {
    const { routesConfig, routesChunkNames } = generateRoutesCode([
      gait('/sops/a/'),
      { ...gait('/sops/b/'), component: '@theme/X' },
    ]);
    const { keys } = collapseRoutes(routesConfig, 'x');
    expect(() => collapseChunkNames(routesChunkNames, keys)).toThrow('Unexpected chunks of `/sops/b/');
    expect(() => collapseChunkNames({}, keys)).toThrow('Unexpected routesChunkNames.json without `/sops/a/');
  });
});
