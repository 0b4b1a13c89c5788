import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Configuration } from '../../plugins/docusaurus-plugin-gait/src/model/schema/configuration.ts';
import {
  getPageProblemLink,
  getSopProblemLinks,
} from '../../plugins/docusaurus-plugin-gait/src/report/pages/problem.ts';
import {
  getCommitLink,
  getNewIssueLink,
  getRepositoryLinks,
} from '../../plugins/docusaurus-plugin-gait/src/report/pages/repository.ts';

type Repository = NonNullable<Configuration['repository']>;

/** Not checked by the schema: the functions hold by themselves. */
function configurationOf(repository?: Partial<Repository>): Configuration {
  const base = Configuration.parse({ schema: 1, areas: [{ key: 'a', title: 'A' }], owners: {} });
  const defaults = { host: 'github' as const, url: 'https://github.com/example/base', branch: 'main' };
  return { ...base, repository: repository && { ...defaults, ...repository } };
}

const GITHUB = configurationOf({});
const GITLAB = configurationOf({ host: 'gitlab', url: 'https://git.example.com:8443/group/sub/base.git/' });
const SOP = {
  id: 'isolate-instance',
  title: 'Isolate a compromised EC2 instance',
  fingerprint: 'g1-3f9a0c1d77be4a02',
  steps: [{ id: 'cut-network', number: 1 }],
};

describe('addresses on the git host', () => {
  it('are those of GitHub and of GitLab, also on a host of your own', () => {
    expect(getRepositoryLinks(GITHUB, 'docs/sops/a.md')).toEqual({
      view: 'https://github.com/example/base/blob/main/docs/sops/a.md',
      edit: 'https://github.com/example/base/edit/main/docs/sops/a.md',
      history: 'https://github.com/example/base/commits/main/docs/sops/a.md',
    });
    expect(getRepositoryLinks(GITLAB, 'docs/sops/a.md')?.edit).toBe(
      'https://git.example.com:8443/group/sub/base/-/edit/main/docs/sops/a.md',
    );
    expect(getCommitLink(GITLAB, '4c1f')).toBe('https://git.example.com:8443/group/sub/base/-/commit/4c1f');
    expect(getNewIssueLink(GITLAB, { title: 'A & B', body: 'x=1' })).toBe(
      'https://git.example.com:8443/group/sub/base/-/issues/new?issue%5Btitle%5D=A%20%26%20B&issue%5Bdescription%5D=x%3D1',
    );
  });

  it('keep the slashes of a branch and encode everything else', () => {
    const links = getRepositoryLinks(configurationOf({ branch: 'fix/a b?#%"<>' }), "docs/x y/a'(b)&.md");
    expect(links?.edit).toBe(
      'https://github.com/example/base/edit/fix/a%20b%3F%23%25%22%3C%3E/docs/x%20y/a%27%28b%29%26.md',
    );
  });

  it.each([
    'http://github.com/example/base',
    'javascript:alert(1)//github.com',
    'https://user:secret@github.com/example/base',
    'https://github.com/example/base?x=1',
    'https://github.com/example/base#x',
    'not an address',
  ])('are not made of %s', (url) => {
    const configuration = configurationOf({ url });
    expect(getRepositoryLinks(configuration, 'a.md')).toBeUndefined();
    expect(getCommitLink(configuration, '4c1f')).toBeUndefined();
    expect(getSopProblemLinks(configuration, SOP)).toBeUndefined();
    expect(getPageProblemLink(configuration, 'a.md')).toBeUndefined();
  });

  it('never leave the repository, whatever branch, path and title are', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('..', '../..', './a', 'a//b', '/', '\\..\\', ''),
    );
    fc.assert(
      fc.property(hostile, hostile, fc.constantFrom('github', 'gitlab'), (branch, path, host) => {
        const configuration = configurationOf({ branch, host });
        const below = `/example/base/${host === 'gitlab' ? '-/' : ''}`;
        const addresses = [
          ...Object.entries<string>({ ...getRepositoryLinks(configuration, path) }),
          ['issues', getNewIssueLink(configuration, { title: path, body: branch }) ?? ''] as const,
        ];
        expect(addresses).toHaveLength(4);
        for (const [kind, address] of addresses) {
          // As a browser reads it: nothing is walked up, no query or fragment but our own.
          const url = new URL(address);
          expect(url.href).toBe(address);
          expect(url.origin).toBe('https://github.com');
          const folder = { view: 'blob', history: 'commits' }[kind] ?? kind;
          expect(url.pathname.startsWith(below + folder)).toBe(true);
          expect(url.hash).toBe('');
          expect([...url.searchParams].length).toBe(kind === 'issues' ? 2 : 0);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('give the text of an issue back as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (title, body) => {
        const url = new URL(getNewIssueLink(GITHUB, { title, body }) ?? '');
        expect([url.searchParams.get('title'), url.searchParams.get('body')]).toEqual([title, body]);
      }),
    );
  });
});

describe('reports of a problem', () => {
  const read = (address = ''): Record<string, string> => Object.fromEntries(new URL(address).searchParams);

  it('name SOP, step and fingerprint', () => {
    const links = getSopProblemLinks(GITHUB, SOP);
    expect(read(links?.steps['cut-network'])).toEqual({
      title: 'Problem: Isolate a compromised EC2 instance, step 1',
      body: [
        '- SOP: `isolate-instance`\n- Step: 1, `cut-network`\n- Fingerprint: `g1-3f9a0c1d77be4a02`\n\n',
        'What went wrong, and what did you expect?\n\n',
      ].join(''),
    });
    expect(read(links?.page).body).not.toContain('Step');
    expect(read(getPageProblemLink(GITHUB, 'docs/standards/a.md')).body).toContain('- Page: `docs/standards/a.md`\n');
  });

  it('mention nobody and hold no markup, whatever an id or a title says', () => {
    const hostile = { ...SOP, id: '``@everyone\n# x', title: '@everyone & <b>' };
    const { title, body } = read(getSopProblemLinks(GITHUB, hostile)?.page);
    expect(title).toBe('Problem: @everyone & <b>');
    expect(body).toContain('- SOP: ``` ``@everyone # x ```\n');
  });
});

describe('repository in the configuration', () => {
  const accepts = (repository: object): boolean =>
    Configuration.safeParse({ schema: 1, areas: [{ key: 'a', title: 'A' }], owners: {}, repository }).success;

  it('is an https address without credentials, query or fragment', () => {
    expect(accepts({ host: 'gitlab', url: 'https://git.example.com:8443/group/sub/base.git' })).toBe(true);
    const refused = [
      'http://a.example/b',
      'https://a.example',
      'https://me@a.example/b',
      'https://a.example/b?c',
      'https:/a/b',
    ];
    expect(refused.filter((url) => accepts({ host: 'github', url }))).toEqual([]);
  });

  it('has a branch that git would take', () => {
    const url = 'https://github.com/example/base';
    const fine = ['main', 'release/2026-11', 'fix@2', 'a.b'];
    expect(fine.filter((branch) => !accepts({ host: 'github', url, branch }))).toEqual([]);
    const refused = [
      '',
      '..',
      'a..b',
      '/a',
      'a/',
      'a//b',
      '.a',
      'a/.b',
      'a.lock',
      'a b',
      'a~1',
      'a:b',
      '-x',
      'a@{1}',
      'a\\b',
      'a.',
    ];
    expect(refused.filter((branch) => accepts({ host: 'github', url, branch }))).toEqual([]);
  });
});
