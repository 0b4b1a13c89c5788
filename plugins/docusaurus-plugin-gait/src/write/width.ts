import stringWidth from 'string-width';

/** How many columns of a terminal a text takes: two for wide characters, none for combining marks. */
export function getWidth(text: string): number {
  return stringWidth(text);
}
