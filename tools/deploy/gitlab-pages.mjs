// Who can read the site: everybody on the internet, unless the project's Pages access control limits it to the project's members.
// Checks an artefact and lays out the folder `public` of a Pages job. GitLab Pages sends no headers of a site's own: the
// Content-Security-Policy holds as `<meta>`, all but `frame-ancestors`.
// https://docs.gitlab.com/user/project/pages/pages_access_control/
// node tools/deploy/gitlab-pages.mjs <artefact> [public]
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { layOut } from './lay-out.mjs';

/** Lays out the folder for GitLab Pages. */
export async function prepare({ artefact, folder }) {
  return (await layOut({ artefact, folder })).digest;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [artefact, folder = resolve('public')] = process.argv.slice(2).map((path) => resolve(path));
  try {
    if (!artefact) throw new Error('Expected: <artefact> [public]');
    process.stdout.write(`Ready for GitLab Pages: manifest ${await prepare({ artefact, folder })}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
