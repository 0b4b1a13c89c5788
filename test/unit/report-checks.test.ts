import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUrlSlug, toUrlSlug } from '../../plugins/docusaurus-plugin-gait/src/model/slug.ts';
import { createDigest } from '../../plugins/docusaurus-plugin-gait/src/report/findings/digest.ts';
import { createStatusBook } from '../../plugins/docusaurus-plugin-gait/src/report/findings/status.ts';
import { toAlertPages, toCheckPages } from '../../plugins/docusaurus-plugin-gait/src/report/pages/checks.ts';
import { getCheckPath } from '../../plugins/docusaurus-plugin-gait/src/report/pages/paths.ts';
import { getProposalForm, getProposalLink } from '../../plugins/docusaurus-plugin-gait/src/report/pages/proposal.ts';
import { getWanted, isOwnAddress } from '../../plugins/docusaurus-plugin-gait/src/report/pages/wanted.ts';
import { walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { configurationWith, createBase, NO_EVIDENCE } from './report-support.ts';

const toContext = (more = '') => ({
  base: createBase({ 'gait.config.yaml': configurationWith(NO_EVIDENCE + more) }),
  rendered: new Map(),
  sources: new Map<string, string>(),
});
const toPages = (more: string) => {
  const context = toContext(more);
  return toCheckPages(context, createStatusBook(context.base, createDigest().finish()));
};
const pages = toPages('known_checks: [prowler, securityhub]\n');
const getPage = (reference: string) => pages.find((page) => page.path === getCheckPath(reference));

describe('pages of checks', () => {
  it('are there for every check of the known tools and every old name, once', () => {
    expect(pages).toHaveLength(645 + 296 + 13);
    expect(new Set(pages.map((page) => page.path)).size).toBe(pages.length);
    expect(toPages('known_checks: []\n')).toHaveLength(1);
  });

  it('say what is near and how to propose what is missing', () => {
    expect(getPage('prowler:iam_user_no_setup_initial_access_key')?.data).toMatchObject({
      tool: 'Prowler for AWS',
      service: 'iam',
      severity: 'medium',
      sops: [],
      controls: [],
      nearest: [{ id: 'rotate-key' }],
      propose: expect.stringContaining(
        'https://github.com/example/base/issues/new?title=Propose+an+SOP%3A+prowler%3Aiam_user',
      ) as string,
    });
    const served = getPage('prowler:iam_rotate_access_key_90_days')?.data;
    expect(served).toMatchObject({ sops: [{ id: 'rotate-key' }], nearest: [], severity: 'medium' });
    expect(served).not.toHaveProperty('propose', expect.anything());
  });

  it('lead from an old name to the present one, or name all of them', () => {
    expect(getPage('prowler:apigateway_public')).toMatchObject({
      kind: 'moved',
      data: {
        words: 'This check is now called',
        title: 'apigateway_restapi_public',
        path: getCheckPath('prowler:apigateway_restapi_public'),
      },
    });
    expect(getPage('prowler:inspector2_findings_exist')?.data).toMatchObject({
      successors: [{ title: 'inspector2_active_findings_exist' }, { title: 'inspector2_is_enabled' }],
    });
  });

  it('alerts that the configuration knows have pages too', () => {
    const context = toContext("known_alerts: ['guardduty:Recon:EC2/PortProbe']\n");
    const known = toAlertPages(context, createStatusBook(context.base, createDigest().finish()));
    expect(known).toMatchObject([{ title: 'Recon:EC2/PortProbe', data: { sops: [] } }]);
    expect(known[0]?.data.propose).toMatch(/^https:\/\/github\.com\//u);
  });

  it('shows the most mature SOP first, and last what is no longer followed', () => {
    const reference = 'guardduty:Recon:EC2/PortProbe';
    const at = (id: string, maturity: string, status = 'active'): Record<string, string> => ({
      [`docs/sops/${id}.md`]: walkSopWith({ frontMatter: { id, maturity, status, alerts: `['${reference}']` } }),
    });
    const base = createBase({
      'gait.config.yaml': configurationWith(NO_EVIDENCE),
      ...at('a-old', 'walk', 'deprecated'),
      ...at('b-new', 'crawl'),
      ...at('c-tried', 'walk'),
    });
    const context = { base, rendered: new Map(), sources: new Map() };
    const [page] = toAlertPages(context, createStatusBook(base, createDigest().finish()));
    expect(page?.data).toMatchObject({ source: 'Amazon GuardDuty', name: 'Recon:EC2/PortProbe' });
    expect(page?.data.sops.map(({ id }) => id)).toEqual(['c-tried', 'b-new', 'a-old']);
  });
});

describe('a proposal', () => {
  const configure = (url: string, host = 'github') =>
    createBase({
      'gait.config.yaml': configurationWith().replace(/repository: .*/u, `repository: {host: ${host}, url: '${url}'}`),
    }).configuration;

  it('is made over https alone, on the form of the host', () => {
    expect(() => configure('http://git.example.com/a/b')).toThrow('expected an address such as');
    expect(getProposalForm(configure('https://git.example.com/a/b.git', 'gitlab'))).toEqual({
      host: 'gitlab',
      url: 'https://git.example.com/a/b/-/issues/new',
    });
  });

  it('is whole whatever it is about, and its address stays short', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 3000 }),
        fc.constantFrom('github', 'gitlab'),
        (subject, host) => {
          const link = new URL(
            getProposalLink({ host, url: 'https://git.example.com/issues/new' }, subject, [subject]),
          );
          expect([link.protocol, link.host, link.pathname, link.hash]).toEqual([
            'https:',
            'git.example.com',
            '/issues/new',
            '',
          ]);
          expect([...link.searchParams]).toHaveLength(2);
          expect(link.searchParams.get(host === 'gitlab' ? 'issue[title]' : 'title')?.length).toBeLessThanOrEqual(1500);
        },
      ),
    );
  });
});

describe('an address without a page', () => {
  const anyName = fc.string({ unit: fc.constantFrom(...'aB1.-_:/ é😀'), minLength: 1, maxLength: 20 });

  it('says which check or alert it is about, by our slug and by the name as it is', () => {
    expect(getWanted(getCheckPath('prowler:iam_root_new'))).toMatchObject({
      reference: 'prowler:iam_root_new',
      word: 'iam',
    });
    for (const pathname of [
      '/alerts/guardduty/Recon:EC2/PortProbe',
      '/alerts/guardduty/Recon%3AEC2%2FPortProbe/',
      '/alerts/guardduty/recon----3a-ec2----2f-portprobe-----258w/',
    ]) {
      expect(getWanted(pathname)).toEqual({
        kind: 'alert',
        reference: 'guardduty:Recon:EC2/PortProbe',
        path: '/alerts/guardduty/recon----3a-ec2----2f-portprobe-----258w/',
        word: 'ec2',
      });
    }
    for (const other of [
      '/',
      '/checks/',
      '/checks/prowler/',
      '/sops/a/',
      '/checks/Prowler/x/',
      '/%',
      '/checks/prowler/%E0',
    ])
      expect(getWanted(other)?.reference.startsWith('Prowler') ?? false).toBe(false);
  });

  it('is tried at its own address once, never in a circle', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const wanted = getWanted(`/checks/prowler/${encodeURIComponent(name)}/`);
        if (!wanted) return;
        expect(isOwnAddress(wanted.path)).toBe(true);
        expect(getWanted(wanted.path)).toEqual(wanted);
      }),
    );
  });

  it('slugs can be read back', () => {
    fc.assert(
      fc.property(fc.oneof(anyName, fc.string({ unit: 'binary', maxLength: 30 })), (text) => {
        const slug = toUrlSlug(text);
        if (slug.length <= 400) expect(fromUrlSlug(slug)).toBe(text);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'az09-x'), maxLength: 40 }), (slug) => {
        const text = fromUrlSlug(slug);
        if (text !== undefined) expect(toUrlSlug(text)).toBe(slug);
      }),
    );
  });
});
