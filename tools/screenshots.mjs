// Pictures of every kind of page of the built site: node tools/screenshots.mjs <folder> [part of a name].
// Desktop and phone, light and dark, and what people print. Build the site first. `home-window.png` is the README's picture.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { ROOT, say } from './install.mjs';
import { serveBuild } from './serve.mjs';

const PAGES = {
  home: '',
  sops: 'sops/',
  'sops-filtered': 'sops/?area=operations',
  'sop-crawl': 'sops/check-domain/',
  'sop-walk': 'sops/cut-off-user/',
  'sop-run': 'sops/close-open-ssh/',
  area: 'areas/operations/',
  controls: 'controls/',
  framework: 'controls/cis--aws-5-0-0/',
  control: 'controls/cis--aws-5-0-0/1-4/',
  check: 'checks/prowler/iam---root---mfa---enabled/',
  findings: 'findings/',
  exceptions: 'exceptions/',
  automations: 'automations/',
  automation: 'automations/close-open-ssh/',
  owner: 'owners/platform-security/',
  scoreboard: 'reports/scoreboard/',
  maturity: 'reports/maturity/',
  coverage: 'reports/coverage/',
  schedule: 'reports/schedule/',
  standard: 'standards/levels-of-access/',
  guide: 'guide/write-an-sop/',
  rule: 'guide/rules/broken-link/',
  'not-found': 'nowhere/',
};
const WINDOWS = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const SCHEMES = ['light', 'dark'];
/** Kinds that people print. */
const PRINTED = ['sop-run', 'standard'];

const [folder, part = ''] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write(
    'Unexpected absence of a folder, expected: node tools/screenshots.mjs <folder> [part of a name]\n',
  );
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const { address, close } = await serveBuild({ folder: join(ROOT, 'build'), port: 0 });
const browser = await launchBrowser();
try {
  for (const [name, path] of Object.entries(PAGES)) {
    if (!name.includes(part)) continue;
    for (const [window, viewport] of Object.entries(WINDOWS)) {
      for (const colorScheme of SCHEMES)
        await takePicture({ name: `${name}-${window}-${colorScheme}`, path, viewport, colorScheme });
    }
    if (name === 'home')
      await takePicture({ name: 'home-window', path, viewport: { width: 1280, height: 960 }, fullPage: false });
    if (PRINTED.includes(name))
      await takePicture({ name: `${name}-print`, path, viewport: { width: 794, height: 1123 }, media: 'print' });
  }
} finally {
  await browser.close();
  await close();
}

async function takePicture({ name, path, viewport, colorScheme = 'light', media = 'screen', fullPage = true }) {
  const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
  await page.emulateMedia({ media, colorScheme });
  await page.goto(address + path);
  await page.waitForSelector('html[data-has-hydrated="true"]', { state: 'attached' });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
  await page.close();
  say(name);
}
