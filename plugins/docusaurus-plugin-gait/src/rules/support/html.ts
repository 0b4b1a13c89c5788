/** Tags that only mark text. The same list decides what reaches a page. */
export const ALLOWED_TAGS = ['br', 'kbd', 'sub', 'sup', 'abbr', 'mark', 'details', 'summary'] as const;

/** Attributes that only say something: `title`, and whether `details` is open. */
export const ALLOWED_ATTRIBUTES = ['title', 'open'] as const;

/** A piece of HTML that is not allowed. `what`: "attribute in", "tag" and the like, for a message. */
export interface ForbiddenHtml {
  tag: string;
  /** In lower case; empty when there is none. */
  name: string;
  index: number;
  what: 'HTML tag' | 'attribute in' | 'HTML';
}

/** A comment that every parser ends at the same place. */
const COMMENT = /^<!--(?!-?>)(?:(?!--!?>|<!--)[\s\S])*-->/u;
const TAG = /^<\/?([a-z][a-z0-9-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/iu;

/** Finds everything that a browser might take for a tag and that is not on the lists. */
export function findForbiddenHtml(html: string): ForbiddenHtml[] {
  const found: ForbiddenHtml[] = [];
  for (let index = html.indexOf('<'); index >= 0; index = html.indexOf('<', index)) {
    const rest = html.slice(index);
    const length = COMMENT.exec(rest)?.[0].length;
    if (length !== undefined) {
      index += length;
      continue;
    }
    // A `<` that no letter, `/`, `!` or `?` follows is text.
    if (!/^<[a-z/!?]/iu.test(rest)) {
      index += 1;
      continue;
    }
    const [tag, name = '', attributes = ''] = TAG.exec(rest) ?? [];
    if (tag === undefined) found.push({ tag: rest.slice(0, 40), name: '', index, what: 'HTML' });
    else if (!isAllowed(name, ALLOWED_TAGS)) found.push({ tag, name: name.toLowerCase(), index, what: 'HTML tag' });
    else if (!getNames(attributes).every((one) => isAllowed(one, ALLOWED_ATTRIBUTES))) {
      found.push({ tag, name: name.toLowerCase(), index, what: 'attribute in' });
    }
    index += tag?.length ?? 1;
  }
  return found;
}

function getNames(attributes: string): string[] {
  return [...attributes.matchAll(/\s+([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?/gu)].map(
    (match) => match[1] ?? '',
  );
}

function isAllowed(name: string, list: readonly string[]): boolean {
  return list.includes(name.toLowerCase());
}
