/** A start tag as serialised: text never holds `<`, attribute values stand in double quotes and hold none. */
const START_TAG = /<[a-z][a-z0-9-]*(?:\s+[^\s"'<>=/]+(?:="[^"]*")?)*\s*\/?>/gu;

/** Addresses of the links of serialised HTML, decoded, in order. */
export function findLinks(html: string): string[] {
  return findAttribute(html, /^<a .*?href="([^"]*)"/su);
}

/** Ids of serialised HTML, in order. */
export function findAnchors(html: string): string[] {
  return findAttribute(html, / id="([^"]*)"/u);
}

/** Rewrites every `href` and `src` of serialised HTML; undefined drops the attribute. Values come and go decoded. */
export function mapAddresses(html: string, map: (address: string) => string | undefined): string {
  return html.replace(START_TAG, (tag) =>
    tag.replace(/ (href|src)="([^"]*)"/u, (_, name: string, value: string) => {
      const address = map(decodeAttribute(value));
      return address === undefined ? '' : ` ${name}="${encodeAttribute(address)}"`;
    }),
  );
}

function findAttribute(html: string, pattern: RegExp): string[] {
  return (html.match(START_TAG) ?? []).flatMap((tag) => {
    const value = pattern.exec(tag)?.[1];
    return value === undefined ? [] : [decodeAttribute(value)];
  });
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function decodeAttribute(value: string): string {
  return value.replace(
    /&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));/giu,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number.parseInt(decimal, 10));
      return NAMED[name ?? ''] ?? whole;
    },
  );
}

function encodeAttribute(value: string): string {
  return value.replace(/["&<>]/gu, (character) => `&#x${character.codePointAt(0)?.toString(16).toUpperCase()};`);
}
