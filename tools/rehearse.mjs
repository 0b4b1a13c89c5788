// npm run rehearse: the whole path of a change in a temporary folder, with a bare git repository in the place of the host. A contributor's
// branch fails, is mended, reviewed by what it changes, and merged; the site is built once, goes to staging and to production as the
// same bytes; a bad release is noticed and rolled back. Nothing outside the folder is touched, and nothing of the network is used.
import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { publish, rollBack } from './deploy/directory.mjs';
import { buildPlugin, ensureInstalled, ROOT } from './install.mjs';
import { SITE, toSop } from './rehearsal-site.mjs';
import { renderImpact } from './ci/impact.mjs';
import { makeArtefact, readArtefact } from './publish/artefact.mjs';
import { hashFolder, toManifest } from './publish/manifest.mjs';
import { serveBuild } from './serve.mjs';
import { smoke } from './smoke.mjs';

const GAIT = join(ROOT, 'plugins/docusaurus-plugin-gait/bin/gait.js');
/** Below the checkout, where the site finds the software that builds it; ignored by git. */
const PARENT = join(ROOT, '.gait');
let part = 0;

ensureInstalled();
buildPlugin();
await mkdir(PARENT, { recursive: true });
const folder = await mkdtemp(join(PARENT, 'rehearsal-'));
const host = join(folder, 'host.git');
const contributor = join(folder, 'contributor');
const ci = join(folder, 'ci');
const artefact = join(folder, 'artefact');
const staging = join(folder, 'staging');
const production = join(folder, 'production');
try {
  await rehearse();
  tell('\nThe rehearsal went as it should.');
} catch (error) {
  tell(`\nThe rehearsal stopped: ${error.message}`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function rehearse() {
  chapter('A host with a knowledge base of one SOP');
  git(folder, 'init', '--bare', '--initial-branch=main', host);
  git(folder, 'clone', '--quiet', host, contributor);
  await write(contributor, { ...SITE, 'docs/sops/restart.md': toSop({ id: 'restart', title: 'Restart a service' }) });
  commit('Begin');
  git(contributor, 'push', '--quiet', 'origin', 'HEAD:main');
  git(contributor, 'fetch', '--quiet');

  chapter('A contributor adds an SOP on a branch, with a mistake');
  git(contributor, 'switch', '--quiet', '--create', 'drain');
  await write(contributor, { 'docs/sops/drain.md': toSop({ id: 'drain', title: 'Drain a service', owner: 'taem' }) });
  commit('Add drain');
  const failed = gait(contributor, 'validate', '--since', 'origin/main');
  expect(
    failed.code === 1 && failed.text.includes('Unexpected owner `taem`'),
    'validate stops the change and says why',
  );

  chapter('Mended');
  await write(contributor, { 'docs/sops/drain.md': toSop({ id: 'drain', title: 'Drain a service' }) });
  commit('Name the owner');
  expect(gait(contributor, 'validate', '--since', 'origin/main').code === 0, 'validate lets the change pass');

  chapter('What a reviewer reads on the pull request');
  await review();

  chapter('Merged, and built once from a fresh clone');
  git(contributor, 'switch', '--quiet', 'main');
  git(contributor, 'merge', '--quiet', '--no-ff', '--message', 'Merge drain', 'drain');
  git(contributor, 'push', '--quiet', 'origin', 'main');
  git(folder, 'clone', '--quiet', host, ci);
  expect(gait(ci, 'build').code === 0, 'the site is built');
  await makeArtefact({ site: join(ci, 'build'), artefact });
  const { digest, facts, checksums } = await readArtefact(artefact);
  expect(facts.commit === git(ci, 'rev-parse', 'HEAD'), `build.json names the merge, ${facts.commit.slice(0, 7)}`);
  tell(`  ${checksums.size} files, manifest ${digest.slice(0, 16)}…, sbom.cdx.json, provenance.intoto.json`);

  chapter('Staging');
  await publish({ artefact, folder: staging });
  expect(await isWell(staging), 'the smoke test passes');

  chapter('Approved: the same artefact goes to production');
  const good = await publish({ artefact, folder: production });
  expect(await isWell(production), 'the smoke test passes');
  const [one, other] = await Promise.all(
    [staging, production].map(async (at) => toManifest(await hashFolder(await real(at)))),
  );
  expect(one === other, 'staging and production have the same checksums');

  chapter('An artefact that somebody changed on the way');
  const changed = join(folder, 'changed');
  await cp(artefact, changed, { recursive: true });
  await writeFile(join(changed, 'site/index.html'), 'changed');
  const refusal = await publish({ artefact: changed, folder: production }).catch((error) => error);
  expect(refusal instanceof Error && (await isWell(production)), 'is refused, and the last good site is served');
  quote(refusal.message);

  chapter('A bad release: its site sends no security headers');
  const bad = join(folder, 'bad');
  await cp(artefact, bad, { recursive: true });
  await writeFile(join(bad, 'site/csp.json'), '{"headers": {}}\n');
  await writeFile(join(bad, 'SHA256SUMS'), toManifest(await hashFolder(join(bad, 'site'))));
  await publish({ artefact: bad, folder: production });
  expect(!(await isWell(production)), 'the smoke test fails');
  expect((await rollBack({ folder: production })) === good, `rolled back to ${good}`);
  expect(await isWell(production), 'the smoke test passes again');
}

async function review() {
  const diff = gait(contributor, 'diff', 'origin/main', '--format', 'json', { quiet: true });
  expect(diff.code === 0, 'gait diff compares the branch with main');
  await writeFile(join(folder, 'diff.json'), diff.text);
  const impact = await renderImpact(join(folder, 'diff.json'));
  quote(impact);
  expect(impact.includes('Drain a service'), 'the comment names the SOP');
}

/** Serves what a folder of releases shows now, and holds it against the artefact that was approved. */
async function isWell(releases) {
  const { address, close } = await serveBuild({ folder: await real(releases), port: 0 });
  try {
    const { passed, problems } = await smoke({ address, artefact });
    for (const line of passed) tell(`  ok    ${line}`);
    for (const line of problems) tell(`  FAIL  ${line}`);
    return problems.length === 0;
  } finally {
    await close();
  }
}

function real(releases) {
  return realpath(join(releases, 'current'));
}

function commit(message) {
  git(contributor, 'add', '--all');
  git(contributor, 'commit', '--quiet', '--message', message);
}

/** Git with a person of its own and none of the machine's settings. */
function git(cwd, ...args) {
  tell(`  $ git ${args.map((one) => one.replace(`${folder}/`, '')).join(' ')}`);
  return execFileSync('git', args, {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: '1',
      ...Object.fromEntries(
        ['AUTHOR', 'COMMITTER'].flatMap((who) => [
          [`GIT_${who}_NAME`, 'Alice'],
          [`GIT_${who}_EMAIL`, 'alice@example.com'],
        ]),
      ),
    },
  }).trim();
}

function gait(cwd, ...args) {
  const { quiet = false } = typeof args.at(-1) === 'object' ? args.pop() : {};
  tell(`  $ gait ${args.join(' ')}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [GAIT, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', GAIT_NO_CACHE: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!quiet || status !== 0) quote(stdout + stderr);
  return { code: status, text: stdout };
}

async function write(root, files) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

function expect(isSo, sentence) {
  if (!isSo) throw new Error(`expected that ${sentence}`);
  tell(`  ✓ ${sentence}`);
}

function chapter(title) {
  tell(`\n${++part}. ${title}`);
}

function quote(text) {
  for (const line of text.trimEnd().split('\n')) tell(`  │ ${line}`);
}

function tell(line) {
  process.stdout.write(`${line}\n`);
}
