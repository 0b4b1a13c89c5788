// Smoke test of staging. With STAGING_URL that address is asked, else the folder is served here, with the headers of production.
// node tools/ci/smoke-staging.mjs <artefact>     environment: STAGING_URL, STAGING_FOLDER, RUNNER_TEMP
import { join } from 'node:path';
import { serveBuild } from '../serve.mjs';
import { smoke } from '../smoke.mjs';
import { readBaseUrl } from '../smoke-pages.mjs';

const { STAGING_URL, STAGING_FOLDER, RUNNER_TEMP = '' } = process.env;
const folder = join(STAGING_FOLDER || join(RUNNER_TEMP, 'staging'), 'current');
const server = STAGING_URL ? undefined : await serveBuild({ folder, port: 0, baseUrl: await readBaseUrl(folder) });
try {
  const address = STAGING_URL ? `${STAGING_URL.replace(/\/+$/u, '')}/` : server.address;
  const { passed, problems } = await smoke({ address, artefact: process.argv[2] ?? 'artefact', waitSeconds: 60 });
  process.stdout.write(
    [...passed.map((line) => `ok    ${line}\n`), ...problems.map((line) => `FAIL  ${line}\n`)].join(''),
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await server?.close();
}
