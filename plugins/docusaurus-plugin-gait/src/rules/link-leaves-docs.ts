import { STANDARD, standardWith } from './example.ts';
import { defineGraphRule } from './rule.ts';
import { getPages } from './support/links.ts';
import { quote } from './support/text.ts';

const WORDS = {
  outside: {
    what: 'outside the published folders',
    hint: 'Move what readers need into a published folder, or link to it on the git host.',
  },
  hidden: {
    what: 'to a hidden file',
    hint: 'Give the file a name that does not begin with a dot, if it is meant to be published.',
  },
  symlink: { what: 'to a symbolic link', hint: 'Link to the file itself.' },
};

function standardWithLink(url: string): Record<string, string> {
  return { [STANDARD]: standardWith({ body: `See [this](${url}).` }) };
}

/** Reports links and images to files that are not meant to be published. */
export const rule = defineGraphRule({
  meta: {
    code: 'link-leaves-docs',
    severity: 'error',
    summary: 'Links and images lead to files in the published folders, not to hidden ones, not through symbolic links.',
    why: 'A site generator copies every local file that a page links to. One link could publish a key, the configuration of the build, or a file of the machine that builds.',
    ok: [{ name: 'a page', files: standardWithLink('../sops/rotate-key.md') }],
    notOk: [
      {
        name: 'a file of the repository',
        files: standardWithLink('../../gait.config.yaml'),
        expected: [
          'docs/standards/access.md:11:12: Unexpected link `../../gait.config.yaml` outside the published folders, expected a file in `docs`',
        ],
      },
      {
        name: 'a file of the machine',
        files: standardWithLink('../../../../etc/passwd'),
        expected: [
          'docs/standards/access.md:11:12: Unexpected link `../../../../etc/passwd` outside the published folders, expected a file in `docs`',
        ],
      },
      {
        name: 'the same, encoded',
        hidden: true,
        files: standardWithLink('%2e%2e/%2e%2e/%2e%2e/etc/passwd'),
        expected: [
          'docs/standards/access.md:11:12: Unexpected link `%2e%2e/%2e%2e/%2e%2e/etc/passwd` outside the published folders, expected a file in `docs`',
        ],
      },
      {
        name: 'an image',
        hidden: true,
        files: { [STANDARD]: standardWith({ body: '![Secrets](../../.env)' }) },
        expected: [
          'docs/standards/access.md:11:12: Unexpected image `../../.env` outside the published folders, expected a file in `docs`',
        ],
      },
      {
        name: 'a hidden file',
        files: { ...standardWithLink('.env'), 'docs/standards/.env': 'TOKEN=1\n' },
        expected: [
          'docs/standards/access.md:11:12: Unexpected link `.env` to a hidden file, expected a file in `docs`',
        ],
      },
      {
        name: 'a symbolic link',
        files: { ...standardWithLink('key.txt'), 'docs/standards/key.txt': '../../.ssh/id_rsa' },
        symlinks: ['docs/standards/key.txt'],
        expected: [
          'docs/standards/access.md:11:12: Unexpected link `key.txt` to a symbolic link, expected a file in `docs`',
        ],
      },
    ],
  },
  check({ base, report }) {
    for (const { file, relative } of getPages(base)) {
      for (const { link, destination } of relative) {
        if (destination.kind !== 'outside' && destination.kind !== 'hidden' && destination.kind !== 'symlink') continue;
        const { what, hint } = WORDS[destination.kind];
        report({
          file: file.path,
          place: link.urlPlace,
          message: `Unexpected ${link.kind === 'image' ? 'image' : 'link'} ${quote(link.url)} ${what}, expected a file in \`${base.configuration.paths.docs}\``,
          hint,
          subject: link.url,
        });
      }
    }
  },
});
