/**
 * Whether a pattern of GitLab's CODEOWNERS matches a path. GitLab does not follow gitignore: a pattern without a slash at its start
 * matches below any folder, even with a slash in it, one that ends with a slash everything below, and any other a file alone;
 * `*`, `?` and `[a-z]` stay within a folder, `**` does not (https://docs.gitlab.com/user/project/codeowners/reference/; it matches with
 * Ruby's File.fnmatch, https://docs.ruby-lang.org/en/master/File.html#method-c-fnmatch).
 * Takes time in proportion to the product of both lengths, whatever the pattern.
 */
export function matchesGitlabPattern(pattern: string, path: string): boolean {
  if (pattern === '*') return true;
  const anchored = pattern.startsWith('/') ? pattern.slice(1) : `**/${pattern}`;
  const whole = anchored.endsWith('/') ? `${anchored}**/*` : anchored;
  return matchesParts(whole.split('/'), path.split('/'));
}

/** By dynamic programming over parts: `reach[j]` tells whether the pattern so far matches the first `j` parts. */
function matchesParts(pattern: readonly string[], parts: readonly string[]): boolean {
  let reach = parts.map((_, index) => index < 0);
  reach = [true, ...reach];
  for (const piece of pattern) {
    const next = new Array<boolean>(parts.length + 1).fill(false);
    for (let at = 0; at <= parts.length; at += 1) {
      if (piece === '**') next[at] = reach[at] === true || (at > 0 && next[at - 1] === true);
      else if (at > 0) next[at] = reach[at - 1] === true && matchesPart(piece, parts[at - 1] ?? '');
    }
    reach = next;
  }
  return reach[parts.length] === true;
}

/** A set of characters, whole: `[a-c_]`, `[^a]`, `[!a]`. */
const SET = /^\[([!^]?)((?:\\.|[^\\\]])+)\]$/u;

/** `*` any characters, `?` one, `[…]` one of those, `\x` that character; on a mismatch the last `*` takes one more. */
function matchesPart(pattern: string, text: string): boolean {
  const tokens = pattern.match(/\\.|\*+|\[[!^]?(?:\\.|[^\\\]])+\]|[\s\S]/gu) ?? [];
  let [at, token, star, starAt] = [0, 0, -1, 0];
  while (at < text.length) {
    const piece = tokens[token];
    if (piece?.startsWith('*')) {
      [star, starAt] = [token, at];
      token += 1;
    } else if (piece !== undefined && matchesCharacter(piece, text[at] ?? '')) {
      at += 1;
      token += 1;
    } else if (star >= 0) {
      starAt += 1;
      [at, token] = [starAt, star + 1];
    } else return false;
  }
  return tokens.slice(token).every((piece) => piece.startsWith('*'));
}

function matchesCharacter(piece: string, character: string): boolean {
  if (piece === '?') return true;
  const [, negation, members = ''] = SET.exec(piece) ?? [];
  if (negation === undefined) return piece.replace(/^\\(?=.)/u, '') === character;
  return isMember(members, character) === (negation === '');
}

function isMember(members: string, character: string): boolean {
  const ranges = members.match(/(?:\\.|[^\\])-(?:\\.|[^\\])|\\.|[^\\]/gu) ?? [];
  return ranges.some((range) => {
    const [first = '', dash, last = first] = range.match(/\\.|[^\\]/gu)?.map((one) => one.replace(/^\\/u, '')) ?? [];
    return dash === undefined ? first === character : first <= character && character <= last;
  });
}
