import type { Place } from './diagnostic.ts';

/** A credential that was found in a file: which kind and where, never its value. */
export interface Secret {
  /** Kind, kebab-case: `github-token`. */
  kind: string;
  /** In words, without an article: `GitHub token`. */
  title: string;
  place: Place;
}

/** What stands for each character of a credential: plain for YAML, Markdown, shells and URLs alike, so that places stay. */
const MASK = 'x';

/** The text with every credential covered, character by character; line ends and other places stay where they are. */
export function hideSecrets(text: string, secrets: readonly Pick<Secret, 'place'>[] = []): string {
  return secrets.reduce((shown, { place }) => {
    const [start, end] = [place.start.offset, place.end.offset];
    return shown.slice(0, start) + shown.slice(start, end).replace(/\S/gu, toMask) + shown.slice(end);
  }, text);
}

/** As many UTF-16 code units as the character has. */
function toMask(character: string): string {
  return MASK.repeat(character.length);
}
