import { getSuggestion } from '../model/suggest.ts';
import { SOP, sopWith, STANDARD, standardWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { getPages } from './support/links.ts';
import { hintAt, quote } from './support/text.ts';

/** Reports links and images to files that do not exist. */
export const rule = defineGraphRule({
  meta: {
    code: 'broken-link',
    severity: 'error',
    summary: 'Every relative link and image leads to a file that exists.',
    why: 'A link that leads nowhere is found by whoever needs it most, at the worst time. Links name files, so that they work in an editor and on the git host as well as on the site.',
    ok: [
      {
        name: 'a page',
        files: { [SOP]: sopWith({ sections: { Purpose: 'See [levels of access](../standards/access.md).' } }) },
      },
      {
        name: 'a space, encoded',
        files: {
          [SOP]: sopWith({ sections: { Purpose: 'See [the list](the%20list.txt).' } }),
          'docs/sops/the list.txt': 'One.\n',
        },
      },
    ],
    notOk: [
      {
        name: 'no such page',
        files: { [SOP]: sopWith({ sections: { Purpose: 'See [levels of access](../standards/acess.md).' } }) },
        expected: [
          'docs/sops/rotate-key.md:15:24: Unexpected link `../standards/acess.md`, expected a file that exists',
        ],
      },
      {
        name: 'a folder',
        files: { [SOP]: sopWith({ sections: { Purpose: 'See [the standards](../standards/).' } }) },
        expected: ['docs/sops/rotate-key.md:15:21: Unexpected link `../standards/`, expected a file that exists'],
      },
      {
        name: 'in a table',
        files: { [STANDARD]: standardWith({ body: '| level | page |\n|---|---|\n| root | [Root](root.md) |' }) },
        expected: ['docs/standards/access.md:13:17: Unexpected link `root.md`, expected a file that exists'],
      },
      {
        name: 'by reference',
        files: { [STANDARD]: standardWith({ body: 'See [the root user][root].\n\n[root]: root.md' }) },
        expected: ['docs/standards/access.md:13:9: Unexpected link `root.md`, expected a file that exists'],
      },
      {
        name: 'an image',
        files: { [STANDARD]: standardWith({ body: '![Roles](roles.svg)' }) },
        expected: ['docs/standards/access.md:11:10: Unexpected image `roles.svg`, expected a file that exists'],
      },
    ],
  },
  check({ base, report }) {
    let finder: Finder | undefined;
    for (const { file, relative } of getPages(base)) {
      for (const { link, destination } of relative) {
        if (destination.kind !== 'missing' && destination.kind !== 'unreadable') continue;
        finder ??= createFinder([...base.paths.keys()]);
        report({
          file: file.path,
          place: link.urlPlace,
          message: `Unexpected ${link.kind === 'image' ? 'image' : 'link'} ${quote(link.url)}, expected a file that exists`,
          hint:
            destination.kind === 'missing'
              ? finder(file.path, destination.path)
              : 'Write a path relative to this file; encode a space as `%20` and `%` as `%25`.',
          subject: link.url,
        });
      }
    }
  },
});

/** Makes a hint for a link in one file to another that does not exist. */
type Finder = (from: string, path: string) => string;

function createFinder(paths: string[]): Finder {
  const all = new Set(paths);
  const byName = new Map(paths.map((path) => [getName(path), path]));
  const names = [...byName.keys()];
  return (from, path) => {
    if (paths.some((one) => one.startsWith(`${path}/`))) return 'Link to a page in the folder, not to the folder.';
    const found = all.has(`${path}.md`) ? `${path}.md` : byName.get(getSuggestion(getName(path), names) ?? '');
    return hintAt(found && toRelative(from, found), 'Write the path relative to this file, with its ending.');
  };
}

function getName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The way from a file to another, as a link is written. */
function toRelative(from: string, to: string): string {
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared += 1;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].map(encodeURIComponent).join('/');
}
