import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PageRecord } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/records.ts';

const ROOT = join(import.meta.dirname, '../..');
const require = createRequire(join(ROOT, 'node_modules/@docusaurus/core/package.json'));

interface Site {
  props: {
    routesPaths: string[];
    siteConfig: { plugins: [string, object][]; themeConfig: { navbar: { items: { label: string }[] } } };
    generatedFilesDir: string;
  };
}

/** Docusaurus itself, up to the generated files and no further. Loads the compiled plugin, as every site does. */
const { loadSite } = require('./lib/server/site.js') as { loadSite: (options: { siteDir: string }) => Promise<Site> };

let parent: string;

beforeAll(async () => {
  // Inside the checkout, so that the plugin is found.
  await mkdir(join(ROOT, '.gait'), { recursive: true });
  parent = await mkdtemp(join(ROOT, '.gait/plugin-'));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(parent, { recursive: true, force: true });
});

async function copySite(name: string): Promise<string> {
  vi.stubEnv('NODE_ENV', 'production');
  vi.stubEnv('GAIT_AS_OF', '2026-12-01');
  const siteDir = join(parent, name);
  await cp(join(ROOT, 'test/fixtures/sites/basic'), siteDir, { recursive: true });
  await writeFile(
    join(siteDir, 'docusaurus.config.ts'),
    `import { createGaitSite } from 'docusaurus-plugin-gait/site';\nexport default createGaitSite({ title: 'Basic', url: 'https://basic.example.org', siteDir: __dirname });\n`,
  );
  return siteDir;
}

describe('a site', () => {
  let site: Site;
  let records: string;

  const read = async (file: string): Promise<PageRecord> =>
    JSON.parse(await readFile(join(records, file), 'utf8')) as PageRecord;

  beforeAll(async () => {
    site = await loadSite({ siteDir: await copySite('good') });
    records = join(site.props.generatedFilesDir, 'docusaurus-plugin-gait/default/pages');
  });

  it('has a page for everything in the knowledge base', () => {
    expect(site.props.routesPaths).toEqual(
      expect.arrayContaining([
        ...['/', '/404.html', '/sops/', '/sops/restart-service/', '/sops/bounce-service/', '/areas/operations/'],
        ...[
          '/controls/',
          '/controls/basic-1-0/',
          '/controls/basic-1-0/1-1/',
          '/checks/prowler/iam---root---mfa---enabled/',
        ],
        ...['/automations/', '/automations/restart-service/', '/owners/platform/', '/reports/scoreboard/'],
        ...['/standards/access/', '/guide/', '/guide/write/'],
      ]),
    );
  });

  it('has a record for each of them', async () => {
    const pages = (await glob('**/*.json', { cwd: records })).map((file) =>
      file === 'index.json' ? '/' : `/${file.replace('.json', '/')}`,
    );
    const routes = site.props.routesPaths.filter((path) => !/^\/(?:404\.html|standards\/|guide\/|blog\/)/u.test(path));
    expect(pages.sort()).toEqual(routes.sort());
  });

  it('resolves links between SOPs, standards, controls, automations and files', async () => {
    const { links, html } = await read('sops/restart-service.json');
    expect(links).toEqual([
      ...['#note-fn-1', '#note-fnref-1', '/automations/restart-service/', '/controls/basic-1-0/1-1/'],
      ...['/sops/rotate-key/#rollback', '/standards/access/'],
    ]);
    expect(Object.values(html).join('')).toMatch(
      /<img src="\/assets\/gait\/flow-[0-9a-f]{8}\.png" alt="How requests flow" loading="lazy">/u,
    );
    expect(Object.values(html).join('')).not.toContain('gait:');
  });

  it('has no diagnostics in a page that is published', async () => {
    expect((await read('sops/rotate-key.json')).data).not.toHaveProperty('diagnostics', expect.anything());
  });

  it('keeps the folder of the machine that builds it out of what is bundled', async () => {
    const files = ['docusaurus.config.mjs', 'globalData.json', 'site-metadata.json', 'routes.js', 'i18n.json'];
    for (const file of files) {
      expect(await readFile(join(site.props.generatedFilesDir, file), 'utf8')).not.toContain(parent);
    }
  });
});

describe('a site that must not be built', () => {
  async function load(siteDir: string): Promise<{ error: string; output: string }> {
    const output: string[] = [];
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => output.push(String(text)) > 0);
    try {
      await loadSite({ siteDir });
      return { error: '', output: output.join('') };
    } catch (error) {
      return { error: String(error), output: output.join('') };
    } finally {
      write.mockRestore();
    }
  }

  it('has errors: they are shown with their places', async () => {
    const siteDir = await copySite('errors');
    const file = join(siteDir, 'docs/sops/operations/rotate-key.md');
    await writeFile(file, (await readFile(file, 'utf8')).replace('area: operations', 'area: operatons'));
    const { error, output } = await load(siteDir);
    expect(error).toBe('Error: The site was not built. Mend the errors first.');
    expect(output).toContain('docs/sops/operations/rotate-key.md');
    expect(output).toContain('Unexpected area `operatons`');
    expect(output).toContain('Did you mean `operations`?');
  });

  it('has a configuration that cannot be used', async () => {
    const siteDir = await copySite('configuration');
    await writeFile(join(siteDir, 'gait.config.yaml'), 'schema: 1\nareas: []\n');
    const { error } = await load(siteDir);
    expect(error).toContain('could not load module');
  });

  it('has another parser of front matter', async () => {
    const siteDir = await copySite('parser');
    await writeFile(
      join(siteDir, 'docusaurus.config.ts'),
      `import { createGaitSite } from 'docusaurus-plugin-gait/site';
const site = createGaitSite({ title: 'Basic', url: 'https://basic.example.org', siteDir: __dirname });
export default { ...site, markdown: { format: 'md' } };\n`,
    );
    expect((await load(siteDir)).error).toContain('markdown.parseFrontMatter must be the safe parser of Gait');
  });

  it('has an address that is none', async () => {
    const siteDir = await copySite('address');
    const config = join(siteDir, 'docusaurus.config.ts');
    await writeFile(
      config,
      (await readFile(config, 'utf8')).replace('https://basic.example.org', 'basic.example.org/sops'),
    );
    await expect(loadSite({ siteDir })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('Unexpected url `basic.example.org/sops`') as string },
    });
  });
});
