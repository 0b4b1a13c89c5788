import { describe, expect, it } from 'vitest';
import { toPages } from '../../plugins/docusaurus-plugin-gait/src/report/pages/index.ts';
import type { GaitPage } from '../../plugins/docusaurus-plugin-gait/src/report/pages/index.ts';
import type { PageContext } from '../../plugins/docusaurus-plugin-gait/src/report/pages/context.ts';
import { frameTables } from '../../plugins/docusaurus-plugin-gait/src/report/pages/tables.ts';
import {
  CATALOGUE,
  MANIFEST,
  SOP,
  catalogueWith,
  manifestWith,
  sopWith,
  walkSopWith,
} from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { NO_EVIDENCE, configurationWith, createBase, recordsOf } from './report-support.ts';

const FULL = {
  'gait.config.yaml': configurationWith(NO_EVIDENCE),
  [SOP]: walkSopWith({
    frontMatter: { automation: 'rotate-key', formerly: '[renew-key]', alerts: "['guardduty:Recon:EC2/PortProbe']" },
  }),
  [CATALOGUE]: catalogueWith(`  - id: '1.13'
    title: Access keys are rotated within 90 days
    assessment: automated
    checks: [{id: 'prowler:iam_rotate_access_key_90_days', verified: true}]
  - {id: '1.14', title: A gap, assessment: manual}`),
  [MANIFEST]: manifestWith({
    sops: '[{id: rotate-key, parity: {confirm-account: plan, gone: apply}}]',
    inputs: "[{name: user, example: 'a b'}]",
  }),
};

function pagesOf(files: Record<string, string> = FULL, context: Partial<PageContext> = {}): GaitPage[] {
  return toPages({ base: createBase(files), rendered: new Map(), sources: new Map(), ...context });
}

function pageOf<K extends GaitPage['kind']>(kind: K, pages = pagesOf(), path?: string): Extract<GaitPage, { kind: K }> {
  const page = pages.find((one) => one.kind === kind && (path === undefined || one.path === path));
  if (!page) throw new Error(`No page of kind ${kind}`);
  return page as Extract<GaitPage, { kind: K }>;
}

describe('pages', () => {
  it('has one page per address, in the same order each time', () => {
    const paths = pagesOf().map((page) => page.path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toEqual(pagesOf().map((page) => page.path));
    expect(paths).toMatchInlineSnapshot(`
      [
        "/",
        "/sops/",
        "/sops/rotate-key/",
        "/sops/renew-key/",
        "/areas/operations/",
        "/areas/production/",
        "/controls/",
        "/controls/cis--aws-5-0-0/",
        "/controls/cis--aws-5-0-0/1-13/",
        "/controls/cis--aws-5-0-0/1-14/",
        "/checks/prowler/iam---rotate---access---key---90---days/",
        "/alerts/guardduty/recon----3a-ec2----2f-portprobe-----258w/",
        "/findings/",
        "/exceptions/",
        "/automations/",
        "/automations/rotate-key/",
        "/owners/finance/",
        "/owners/platform/",
        "/reports/scoreboard/",
        "/reports/maturity/",
        "/reports/coverage/",
        "/reports/schedule/",
      ]
    `);
  });

  it('gives an SOP its facts, links and addresses on the git host', () => {
    const { data } = pageOf('sop');
    expect(data).toMatchObject({
      id: 'rotate-key',
      area: { title: 'Operations', path: '/areas/operations/' },
      owner: { title: 'Platform team', path: '/owners/platform/', href: 'mailto:platform@example.com' },
      cadence: 'on demand',
      nextReviewOn: '2027-04-01',
      automation: { name: 'rotate-key', path: '/automations/rotate-key/' },
      repository: { edit: 'https://github.com/example/base/edit/main/docs/sops/rotate-key.md' },
    });
    expect(data.controls).toEqual([
      {
        reference: 'cis-aws@5.0.0#1.13',
        title: 'Access keys are rotated within 90 days',
        path: pageOf('control').path,
      },
    ]);
  });

  it('names a control that no catalogue has without linking to it', () => {
    const pages = pagesOf({ ...FULL, [SOP]: walkSopWith({ frontMatter: { controls: "['cis-aws@9.9#1']" } }) });
    expect(pageOf('sop', pages).data.controls[0]?.path).toBeUndefined();
  });

  it('does not follow a contact that is no address', () => {
    const owner = pageOf('owner', pagesOf(), '/owners/finance/');
    expect(owner.data.owner).toMatchObject({ contact: 'javascript:alert(1)' });
    expect(owner.data.owner.href).toBeUndefined();
  });

  it('leads from a former id to the SOP, unless another SOP has that id now', () => {
    expect(pageOf('moved')).toMatchObject({ path: '/sops/renew-key/', data: { path: '/sops/rotate-key/' } });
    const taken = pagesOf({ ...FULL, 'docs/sops/renew-key.md': sopWith({ frontMatter: { id: 'renew-key' } }) });
    expect(taken.some((page) => page.kind === 'moved')).toBe(false);
  });

  it('hands diagnostics to the page of their file alone, and only when given', () => {
    const diagnostics = [SOP, 'docs/sops/other.md'].map((file) => ({
      rule: 'x',
      severity: 'error' as const,
      file,
      message: 'Unexpected `x`',
    }));
    expect(pageOf('sop', pagesOf(FULL, { diagnostics })).data.diagnostics).toHaveLength(1);
    expect(pageOf('sop').data.diagnostics).toBeUndefined();
  });

  it('shows the change that came last among the files of the page', () => {
    const changed = new Map([
      [SOP, { commit: 'aaa', date: '2026-11-01' }],
      [MANIFEST, { commit: 'bbb', date: '2026-11-05' }],
    ]);
    expect(pageOf('sop', pagesOf(FULL, { changed })).data.changed).toEqual({
      on: '2026-11-05',
      commit: 'bbb',
      href: 'https://github.com/example/base/commit/bbb',
    });
  });
});

describe('an automation', () => {
  it('has its policy, its commands and its source as escaped HTML', () => {
    const sources = new Map([['scripts/rotate-key/automation.ts', 'if (a < b) {}']]);
    const { html, data } = pageOf('automation', pagesOf(FULL, { sources }));
    expect(html['source-0']).toBe('if (a &lt; b) {}');
    expect(html['command-plan']).toBe('npx gait run rotate-key --input &#39;user=a b&#39;');
    expect(html['command-apply']).toContain('--apply');
    expect(html['policy']).toContain('&quot;iam:UpdateAccessKey&quot;');
    expect(data.files).toMatchObject([{ path: 'scripts/rotate-key/automation.ts', html: 'source-0' }]);
  });

  it('shows which step has which phase, and what does not fit', () => {
    expect(pageOf('automation').data.parity[0]?.steps.map(({ id, phase }) => [id, phase])).toEqual([
      ['confirm-account', 'plan'],
      ['list-keys', undefined],
      ['gone', 'apply'],
    ]);
  });

  it('leads from each step to its row, as the SOP does from its own table', () => {
    const [parity] = pageOf('automation').data.parity;
    expect(parity?.steps[0]).toMatchObject({
      path: '/sops/rotate-key/#confirm-account',
      row: {
        anchor: 'parity-rotate-key-confirm-account',
        path: '/automations/rotate-key/#parity-rotate-key-confirm-account',
      },
    });
    expect(pageOf('sop').data.automation?.parity).toEqual(parity);
  });
});

describe('tables of an SOP', () => {
  it('scroll in a frame that the keyboard reaches, without empty headings', () => {
    expect(frameTables('<p>a</p><table><thead><tr><th></th><th class="x">b</th></tr></thead></table>')).toBe(
      '<p>a</p><div class="gait-table" role="group" aria-label="Table" tabindex="0">' +
        '<table><thead><tr><td></td><th class="x">b</th></tr></thead></table></div>',
    );
  });
});

describe('an SOP index', () => {
  it('is compact and names its values once', () => {
    const { data } = pageOf('sop-index');
    expect(data.rows).toEqual([['rotate-key', 'Rotate an access key', 0, 1, 1, 0, [0], 1, '2027-04-01', 0]]);
    expect(data.owners[1]).toEqual(['platform', 'Platform team']);
    expect(data.controls[0]?.[0]).toBe('cis-aws@5.0.0#1.13');
  });

  it('grows by less than 200 characters for each SOP, and the page of an SOP not at all', () => {
    const many = (count: number) =>
      pagesOf({
        ...FULL,
        ...Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `docs/sops/sop-${index}.md`,
            sopWith({ frontMatter: { id: `sop-${index}`, related: '[rotate-key]' } }),
          ]),
        ),
      });
    const [few, lots] = [many(20), many(40)];
    const sizeOf = (pages: GaitPage[], kind: GaitPage['kind'], path?: string) =>
      JSON.stringify(pageOf(kind, pages, path).data).length;
    expect((sizeOf(lots, 'sop-index') - sizeOf(few, 'sop-index')) / 20).toBeLessThan(200);
    expect(sizeOf(lots, 'sop', '/sops/rotate-key/')).toBe(sizeOf(few, 'sop', '/sops/rotate-key/'));
  });
});

describe('what is published about people', () => {
  const evidenceOf = (people: string) => {
    const { files, addedBy } = recordsOf([{}, { performer: "{person: '@bob'}" }, { performer: '{exercise: gait}' }]);
    const base = createBase(
      {
        'gait.config.yaml': configurationWith(`publish: {people: ${people}}\n`),
        [SOP]: walkSopWith({ frontMatter: { contributors: "['@carol', '@example/platform', 'Platform team']" } }),
        ...files,
      },
      { addedBy },
    );
    const pages = toPages({ base, rendered: new Map(), sources: new Map() });
    return { text: JSON.stringify(pages), data: pageOf('sop', pages).data };
  };

  it('names nobody under none', () => {
    const { text, data } = evidenceOf('none');
    expect(text).not.toMatch(/@alice|@bob|@carol|alice@/u);
    expect(data.contributors).toEqual([]);
    expect(data.evidence.counting.map((row) => row.by)).toEqual(['exercise', 'a person']);
    expect(data.evidence.ignored).toEqual([
      { id: '2026-11-02-aaaaa1', reason: 'not vouched for: somebody did not commit it' },
    ]);
  });

  it('names teams alone under team', () => {
    const { text, data } = evidenceOf('team');
    expect(text).not.toMatch(/@alice|@bob|@carol|alice@/u);
    expect(data.contributors).toEqual(['@example/platform', 'Platform team']);
    expect(data.evidence.counting.at(-1)?.by).toBe('a person for Platform team');
  });

  it('names handles, never e-mail addresses, under handle', () => {
    const { text, data } = evidenceOf('handle');
    expect(text).not.toContain('alice@');
    expect(data.evidence.counting.at(-1)?.by).toBe('@alice');
  });
});

describe('what is published about exceptions', () => {
  const exceptionsOf = (policy: string) => {
    const pages = pagesOf({
      ...FULL,
      'gait.config.yaml': configurationWith(`publish: {exceptions: ${policy}}\n`),
      'exceptions/old.yaml':
        "schema: 1\nid: old\ncontrol: 'cis-aws@5.0.0#1.13'\nscope: build user\nreason: being replaced\ngranted_by: '@alice'\ngranted_on: 2026-10-01\nexpires: 2027-01-01\n",
    });
    expect(JSON.stringify(pages)).not.toContain('@alice');
    return pages.find((page) => page.kind === 'control')?.data.exceptions;
  };

  it('follows the configuration', () => {
    expect(exceptionsOf('none')).toBeUndefined();
    expect(exceptionsOf('counts')).toBe(1);
    expect(exceptionsOf('full')).toEqual([
      {
        ...{ id: 'old', target: 'cis-aws@5.0.0#1.13', scope: 'build user', reason: 'being replaced' },
        ...{ expires: '2027-01-01', isExpired: false },
      },
    ]);
  });
});
