// Who can read the site: everybody on the internet; only GitHub Enterprise Cloud can restrict a site to those who can read its repository.
// Checks an artefact and lays out the folder that `actions/upload-pages-artifact` takes and `actions/deploy-pages` publishes. GitHub Pages
// sends no headers of a site's own: the Content-Security-Policy holds as `<meta>`, all but `frame-ancestors`.
// https://docs.github.com/en/enterprise-cloud@latest/pages/getting-started-with-github-pages/changing-the-visibility-of-your-github-pages-site
// node tools/deploy/github-pages.mjs <artefact> <folder>
import { join, resolve } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { layOut } from './lay-out.mjs';

/** Lays out the folder for GitHub Pages. */
export async function prepare({ artefact, folder }) {
  const { digest } = await layOut({ artefact, folder });
  // A site that is published from a branch would go through Jekyll, which drops what starts with an underscore.
  await writeFile(join(folder, '.nojekyll'), '');
  return digest;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [artefact, folder] = process.argv.slice(2).map((path) => resolve(path));
  try {
    if (!folder) throw new Error('Expected: <artefact> <folder>');
    process.stdout.write(`Ready for GitHub Pages: manifest ${await prepare({ artefact, folder })}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
