import { STANDARD, standardWith } from './example.ts';
import { defineFileRule } from './rule.ts';
import { getAllLinks, readAddress } from './support/links.ts';
import { quote } from './support/text.ts';
import { PAGE_KINDS } from './support/yaml.ts';

const EXPECTED = ['https:', 'http:', 'mailto:', 'tel:', 'control:', 'automation:'];

const WORDS: Record<string, { what: string; hint: string }> = {
  '\\': { what: 'back-slash', hint: 'Write `/`.' },
  '//': { what: 'address without a scheme', hint: 'Begin it with `https://`.' },
  '/': { what: 'absolute path', hint: 'Link to the file, relative to this one: `../guide/page.md`.' },
  '!': { what: 'loader syntax', hint: 'Link to the file, relative to this one.' },
};

function standardWithLink(url: string): Record<string, string> {
  return { [STANDARD]: standardWith({ body: `See [this](${url}).` }) };
}

/** Reports links that are neither to the web, nor to mail or phone, nor relative to their file, nor Gait's own. */
export const rule = defineFileRule({
  meta: {
    code: 'link-scheme',
    severity: 'error',
    summary:
      'A link begins with `https:`, `http:`, `mailto:`, `tel:`, `control:` or `automation:`, or is relative to its file.',
    why: "`javascript:` and `data:` run code in the reader's browser, however they are spelled. `file:`, `pathname:`, `@site/` and absolute paths reach past the published folders, or work on one site and not on the git host.",
    ok: [
      { name: 'to the web', files: standardWithLink('https://docs.aws.amazon.com/') },
      { name: 'to a file', files: standardWithLink('../sops/rotate-key.md') },
    ],
    notOk: [
      {
        name: 'code',
        files: standardWithLink('javascript:alert(1)'),
        expected: [
          'docs/standards/access.md:11:12: Unexpected `javascript:` in the link `javascript:alert(1)`, expected an address of the web or a file relative to this one',
        ],
      },
      {
        name: 'code in another spelling',
        hidden: true,
        files: standardWithLink('&#74;ava&Tab;script&colon;alert(1)'),
        expected: [
          'docs/standards/access.md:11:12: Unexpected `javascript:` in the link `Java script:alert(1)`, expected an address of the web or a file relative to this one',
        ],
      },
      {
        name: 'code with its colon encoded',
        hidden: true,
        files: standardWithLink('javascript%3Aalert(1)'),
        expected: [
          'docs/standards/access.md:11:12: Unexpected `javascript:` in the link `javascript%3Aalert(1)`, expected an address of the web or a file relative to this one',
        ],
      },
      {
        name: 'data',
        hidden: true,
        files: standardWithLink('DATA:text/html,x'),
        expected: [
          'docs/standards/access.md:11:12: Unexpected `data:` in the link `DATA:text/html,x`, expected an address of the web or a file relative to this one',
        ],
      },
      {
        name: 'an absolute path',
        files: standardWithLink('/sops/rotate-key/'),
        expected: [
          'docs/standards/access.md:11:12: Unexpected absolute path in the link `/sops/rotate-key/`, expected an address of the web or a file relative to this one',
        ],
      },
      {
        name: 'a path of the site generator',
        files: standardWithLink('@site/gait.config.yaml'),
        expected: [
          'docs/standards/access.md:11:12: Unexpected `@site/` in the link `@site/gait.config.yaml`, expected an address of the web or a file relative to this one',
        ],
      },
      {
        name: 'another one',
        hidden: true,
        files: standardWithLink('pathname:///etc/passwd'),
        expected: [
          'docs/standards/access.md:11:12: Unexpected `pathname:` in the link `pathname:///etc/passwd`, expected an address of the web or a file relative to this one',
        ],
      },
      {
        name: 'loader syntax',
        hidden: true,
        files: standardWithLink('!!raw-loader!../../gait.config.yaml'),
        expected: [
          'docs/standards/access.md:11:12: Unexpected loader syntax in the link `!!raw-loader!../../gait.config.yaml`, expected an address of the web or a file relative to this one',
        ],
      },
      {
        name: 'no scheme',
        hidden: true,
        files: standardWithLink('//example.com/'),
        expected: [
          'docs/standards/access.md:11:12: Unexpected address without a scheme in the link `//example.com/`, expected an address of the web or a file relative to this one',
        ],
      },
      {
        name: 'back-slashes',
        hidden: true,
        files: standardWithLink('..\\\\..\\\\gait.config.yaml'),
        expected: [
          'docs/standards/access.md:11:12: Unexpected back-slash in the link `..\\..\\gait.config.yaml`, expected an address of the web or a file relative to this one',
        ],
      },
    ],
  },
  kinds: PAGE_KINDS,
  check({ file, report }) {
    for (const { kind, url, urlPlace } of file.body ? getAllLinks(file.body) : []) {
      const address = readAddress(url);
      const isImage = kind === 'image';
      // Images from the web have a rule of their own.
      const isFine = isImage ? address.kind === 'relative' || isFromTheWeb(url) : address.kind !== 'refused';
      if (isFine) continue;
      const what = address.kind === 'refused' ? address.what : `${url.slice(0, url.indexOf(':'))}:`;
      const words = WORDS[what];
      report({
        place: urlPlace,
        message: `Unexpected ${words?.what ?? quote(what)} in the ${isImage ? 'image' : 'link'} ${quote(url)}, expected ${isImage ? 'a file relative to this one' : 'an address of the web or a file relative to this one'}`,
        expected: isImage ? undefined : EXPECTED,
        hint: words?.hint ?? 'Link to the file relative to this one, or to an address that begins with `https://`.',
        subject: url,
      });
    }
  },
});

/** Whether an image would be fetched from another host: `https://…`, or `//…` without a scheme. */
export function isFromTheWeb(url: string): boolean {
  const address = readAddress(url);
  return address.kind === 'web' || (address.kind === 'refused' && address.what === '//');
}
